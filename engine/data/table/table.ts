/** A file of typed columns, and perhaps another for the test, as the data of a run. */
import { dirname, resolve } from 'node:path';
import { Problem } from '../../process/problem';
import { changed } from '../formats/file';
import type { Rows } from '../formats/rows';
import { Subset } from '../samples';
import type { SourceData } from '../sources/source';
import type { Target } from '../task';
import { encode, Encoding, type Encoded } from './encode';
import { alike } from './alike';
import { profile, type Profile } from './profile';
import type { TableSettings } from './settings';
import { gathered, Windows, windowStarts } from './windows';

export interface TableRequest {
  path: string;
  params: TableSettings;
  split: { by: string; column: string | null };
  /** Opens a file of the format; it has the columns that are known, even where no row of its beginning says so. */
  open: (path: string, known: readonly string[]) => Promise<Rows>;
}

const DAYS = 'days since 1970-01-01 UTC';

/** The column of row numbers, which every table of a time series has for its splits. */
const ROW = 'row';

/**
 * Reads a table twice: once to learn what its columns hold, once to encode it. Memory does not grow with the file, but
 * for targets and what splits compare.
 * @throws Problem naming file, row, column or setting
 */
export async function loadTable({ path, params, split, open }: TableRequest): Promise<SourceData> {
  if (params.window !== null && (split.by === 'random' || split.by === 'stratified')) throw overlapping(split.by);
  const rows = await open(path, Object.keys(params.columns));
  const isMissing = missingBy(params.missingMarks);
  const profiled = await profile(rows, params, isByRow(rows, params, split.column) ? null : split.column, isMissing);
  checkGroups(params, split, profiled);
  const encoding = new Encoding(profiled, params, isMissing, rows.decimal);
  const target = targetOf(encoding);
  const train = await encode(rows, profiled.count, encoding);
  if (train.hash !== profiled.hash) throw changed(path);
  const testPath = params.test && resolve(dirname(path), params.test);
  const test = testPath && (await encodeTest(alike(await open(testPath, rows.names), rows), encoding));
  const windows = windowsOf(train, params, path);
  return {
    ...described(encoding),
    ...{ target, dataset: windows.dataset, vocabulary: null },
    test: test ? windowsOf(test, params, testPath).dataset : null,
    fingerprint: `table:${train.hash}${test ? test.hash : ''}`,
    columns: columnsOf(profiled.split?.name, windows),
    coded: encoding.coded,
    // A number of a category that training lacks is missing.
    ...(train.hasMissing || (test && test.hasMissing) || params.categories === 'ordinal'
      ? { fillable: encoding.fillable }
      : {}),
  };
}

const described = ({ features }: Encoding) => ({
  scalable: features.flatMap(({ scalable }) => scalable),
  names: features.flatMap(({ names }) => names),
  categories: Object.fromEntries(features.flatMap(({ texts, column }) => (texts ? [[column.name, texts]] : []))),
  units: Object.fromEntries(features.flatMap(({ column }) => (column.kind === 'date' ? [[column.name, DAYS]] : []))),
});

/** Whether splits go by the number of the row, where no column is called so. */
const isByRow = ({ names }: Rows, { window }: TableSettings, column: string | null): boolean =>
  window !== null && column === ROW && !names.includes(ROW);

/** @throws Problem where windows would be parted by groups that are not whole series; where no column is named, the splits say so */
function checkGroups(
  { window }: TableSettings,
  { by, column }: TableRequest['split'],
  { series, split }: Profile,
): void {
  if (window === null || by !== 'group' || column === null) return;
  if (!split || split.at !== series?.at) throw overlapping(by);
}

const overlapping = (by: string) =>
  new Problem(
    'wrong-split',
    `windows overlap, so that data.split.by "${by}" would test on rows trained on; set data.split.by=time and data.split.column=${ROW}, or data.split.by=group and data.split.column to data.params.series`,
  );

/** Whether a cell says that there is no value. */
function missingBy(marks: readonly string[]): (cell: string) => boolean {
  const set = new Set(marks);
  // Few cells are as short as a mark: the others need no look into the set.
  const longest = Math.max(0, ...marks.map(({ length }) => length));
  return (cell) => cell.length <= longest && set.has(cell);
}

function targetOf({ classes, profile: { target } }: Encoding): Target {
  if (!classes) return { kind: 'numbers', shape: [1] };
  if (classes.length < 2) {
    const cause = `the target "${target.name}" is "${classes[0] ?? ''}" in all rows: nothing to tell apart`;
    throw new Problem('unusable-data', `${cause}; set data.params.target to another column`);
  }
  return { kind: 'classes', classes: classes.length, shape: [], names: [...classes] };
}

async function encodeTest(rows: Rows, encoding: Encoding): Promise<Encoded> {
  let count = 0;
  await rows.each(() => count++);
  return encode(rows, count, encoding);
}

interface Windowed {
  dataset: SourceData['dataset'];
  /** Of each sample, from its target's row. */
  split: readonly (string | number)[] | null;
  /** Of each sample, its target's row; null where every row is a sample. */
  targets: Uint32Array | null;
}

/** The rows themselves, or windows over them, where those of a series stand together. */
function windowsOf({ rows, split, series }: Encoded, { window, horizon }: TableSettings, path: string): Windowed {
  if (window === null) return { dataset: rows, split, targets: null };
  const order = series && gathered(series);
  const inTurn = series && Array.from(order!, (row) => series[row]!);
  const starts = windowStarts(rows.count, { window, horizon }, inTurn);
  if (starts.length === 0) {
    const cause = `${path} has ${rows.count} rows, too few for a window of ${window} and a target ${horizon} behind`;
    throw new Problem('unusable-data', `${cause}; set a smaller data.params.window`);
  }
  const places = starts.map((start) => start + window - 1 + horizon);
  const dataset = Windows.over(order ? new Subset(rows, order) : rows, window, starts, places);
  const targets = order ? places.map((place) => order[place]!) : places;
  return { dataset, split: split && Array.from(targets, (row) => split[row]!), targets };
}

/** What splits may go by. */
function columnsOf(name: string | undefined, { split, targets }: Windowed): NonNullable<SourceData['columns']> {
  return {
    ...(targets ? { [ROW]: [...targets] } : {}),
    ...(name !== undefined && split ? { [name]: split } : {}),
  };
}
