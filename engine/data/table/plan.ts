/** What each column of a table is for: decided from its names, the settings and the first rows. */
import { Problem } from '../../process/problem';
import { nearest } from '../../training/nearest';
import type { Rows } from '../formats/rows';
import type { ColumnName, Kind, TableSettings } from './settings';
import { countsRows, kindOf, looksLikeClasses } from './values';

export interface Column {
  name: string;
  /** Its place in a row. */
  at: number;
  kind: Kind;
}

export interface Plan {
  inputs: Column[];
  target: Column & { isClass: boolean };
  /** What splits keep together or order by. */
  split: Column | null;
  series: Column | null;
}

/** Names that a message lists at most. */
const MAX_LISTED = 40;

function unknown(file: string, setting: string, asked: ColumnName, names: readonly string[]): Problem {
  const near = typeof asked === 'string' ? nearest(asked, names) : undefined;
  const hint = near === undefined ? '' : `did you mean "${near}"? `;
  const listed = names.slice(0, MAX_LISTED).join(', ') + (names.length > MAX_LISTED ? ', …' : '');
  return new Problem(
    'unknown-column',
    `${file} has no column ${asked}, which ${setting} asks for; ${hint}it has ${listed}`,
  );
}

/**
 * The place of a column.
 * @throws Problem `unknown-column` listing those there are
 */
function placeOf({ file, names }: Pick<Rows, 'file' | 'names'>, setting: string, asked: ColumnName): number {
  const named = names.indexOf(String(asked));
  if (named >= 0) return named;
  const at = typeof asked === 'number' ? (asked < 0 ? names.length + asked : asked) : -1;
  if (at < 0 || at >= names.length) throw unknown(file, setting, asked, names);
  return at;
}

/**
 * Plans a table.
 * @param sample the first rows' cells
 * @param isMissing whether a cell says that there is no value
 */
export function planOf(
  rows: Rows,
  sample: readonly (readonly string[])[],
  settings: TableSettings,
  splitColumn: string | null,
  isMissing: (cell: string) => boolean,
): Plan {
  const cellsOf = (at: number) => sample.map((row) => row[at]!).filter((cell) => !isMissing(cell));
  for (const name of Object.keys(settings.columns)) placeOf(rows, 'data.params.columns', name);
  const column = (at: number): Column => {
    const name = rows.names[at]!;
    return { name, at, kind: declared(settings, name) ?? kindOf(cellsOf(at), rows.decimal) };
  };
  const optional = (asked: ColumnName | null, setting: string) =>
    asked === null ? null : column(placeOf(rows, setting, asked));
  const target = column(placeOf(rows, 'data.params.target', settings.target ?? -1));
  const isClass = isClassTarget(target, settings, cellsOf(target.at));
  const [split, series] = [optional(splitColumn, 'data.split.column'), optional(settings.series, 'data.params.series')];
  const dropped = settings.drop.map((asked) => placeOf(rows, 'data.params.drop', asked));
  // A series of numbers goes on from its own past.
  const isFedBack = settings.window !== null && !isClass;
  const aside = new Set([...dropped, split?.at, series?.at, isFedBack ? undefined : target.at]);
  const inputs = rows.names.flatMap((name, at) =>
    aside.has(at) || (declared(settings, name) === undefined && countsRows(cellsOf(at))) ? [] : [column(at)],
  );
  if (inputs.length === 0)
    throw new Problem('unusable-data', `${rows.file} has no column but the target "${target.name}"; choose others`);
  return { inputs, target: { ...target, isClass }, split, series };
}

function isClassTarget({ kind }: Column, { task }: TableSettings, cells: readonly string[]): boolean {
  if (task !== null) return task === 'class';
  return kind === 'category' || kind === 'boolean' || (kind === 'number' && looksLikeClasses(cells));
}

const declared = ({ columns }: TableSettings, name: string): Kind | undefined =>
  Object.hasOwn(columns, name) ? columns[name] : undefined;
