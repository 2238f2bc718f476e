/** What is known of pandas' tables and columns: how many rows, which columns. */
import type { Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import {
  integer,
  library,
  list,
  NONE,
  string,
  tensor,
  UNKNOWN,
  type Instance,
  type Value,
} from '../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../call';
import type { Call } from '../library';

export const FRAME = 'pandas.DataFrame';
export const SERIES = 'pandas.Series';

/** A table. Its columns have different names, unless it is a table of tables beside each other. */
export interface Frame {
  rows: Dimension;
  width: Dimension;
  /** In order; undefined where they are not known. */
  names?: readonly string[] | undefined;
  /** Whether a name may stand for several columns. */
  ambiguous?: boolean | undefined;
  /** Whether each row has a one for its class alone. */
  oneHot?: boolean | undefined;
  /** Whether none of its numbers is of single precision: what was read from text, and not written to since. */
  wide?: boolean | undefined;
}

/** Where an instance keeps what is known of it; no attribute of a program has such a name. */
const ROWS = '@rows';
const WIDTH = '@width';
const NAMES = '@names';
const AMBIGUOUS = '@ambiguous';
const ONE_HOT = '@oneHot';
const WIDE = '@wide';
const TRUTHS = '@truths';

const isOf = (value: Value, name: string): value is Instance =>
  value.kind === 'instance' && value.class.kind === 'library' && value.class.name === name && !value.escaped.value;

const stored = (instance: Instance, name: string): Value => instance.attributes.get(name)?.value ?? UNKNOWN;

/** What is known of a table; undefined for other values, and for one that unknown code may have changed. */
export function frameIn(value: Value): Frame | undefined {
  if (!isOf(value, FRAME)) return undefined;
  const [rows, width] = [ROWS, WIDTH].map((name) => integerIn(stored(value, name)));
  if (rows === undefined || width === undefined) return undefined;
  const renamed = value.attributes.get('columns')?.value;
  const names = stringsIn(renamed ?? stored(value, NAMES));
  const ambiguous = renamed ? !names || hasTwins(names) : stored(value, AMBIGUOUS).kind !== 'none';
  const [oneHot, wide] = [ONE_HOT, WIDE].map((name) => stored(value, name).kind === 'none');
  return { rows, width, names, ambiguous, oneHot: oneHot && !renamed, wide };
}

const hasTwins = (names: readonly string[]): boolean => new Set(names).size < names.length;

/** The length of a column. */
export const lengthIn = (value: Value): Dimension | undefined =>
  isOf(value, SERIES) ? integerIn(stored(value, ROWS)) : undefined;

/** The strings in a list of nothing else. */
export function stringsIn(value: Value): string[] | undefined {
  const elements = elementsIn(value);
  const strings = elements?.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
  return strings?.length === elements?.length ? strings : undefined;
}

/** One name, or several. */
export const namesIn = (value: Value): string[] | undefined =>
  value.kind === 'string' ? [value.value] : stringsIn(value);

export const frame = (call: Call, known: Frame): Value => update(call, made(library(FRAME), call), known);

/** Writes what is known of a table from now on. */
export function update(call: Call, instance: Instance, known: Frame): Instance {
  const { rows, width, names, ambiguous, oneHot, wide } = known;
  const twice = ambiguous ?? (names !== undefined && hasTwins(names));
  const renamed = instance.attributes.get('columns');
  if (renamed) call.machine.store.write(renamed, undefined);
  setAttribute(call.machine, instance, ROWS, integer(rows));
  setAttribute(call.machine, instance, WIDTH, integer(width));
  setAttribute(call.machine, instance, NAMES, names ? list(names.map(string)) : UNKNOWN);
  setAttribute(call.machine, instance, AMBIGUOUS, twice ? UNKNOWN : NONE);
  setAttribute(call.machine, instance, ONE_HOT, oneHot ? NONE : UNKNOWN);
  setAttribute(call.machine, instance, WIDE, wide ? NONE : UNKNOWN);
  return instance;
}

export const series = (call: Call, rows: Dimension): Instance => lengthen(call, made(library(SERIES), call), rows);

/** A column of truths, by which rows are chosen. */
export function truths(call: Call, rows: Dimension): Value {
  const instance = series(call, rows);
  setAttribute(call.machine, instance, TRUTHS, NONE);
  return instance;
}

export const isTruths = (value: Value): boolean => isOf(value, SERIES) && stored(value, TRUTHS).kind === 'none';

/** Writes a column's length from now on. */
export function lengthen(call: Call, instance: Instance, rows: Dimension): Instance {
  setAttribute(call.machine, instance, ROWS, integer(rows));
  return instance;
}

/** As many rows as nobody knows. */
export const someRows = ({ machine }: Call): Dimension => machine.symbol('rows');

/** Rows that are found by a condition: there may be none. */
export const foundRows = ({ machine }: Call): Dimension => machine.symbol('rows', 'count');

export const someColumns = ({ machine }: Call): Dimension => machine.symbol('columns');

/** The entries of a table or a column as NumPy's array; any other value as it is. */
export function entriesOf(value: Value): Value {
  const [table, length] = [frameIn(value), lengthIn(value)];
  const sizes = table ? [table.rows, table.width] : length === undefined ? undefined : [length];
  const kept = { ...(table?.oneHot && { oneHot: true }), ...(table?.wide && { wide: true }) };
  return sizes ? tensor(shape(sizes), { array: 'numpy.ndarray', ...kept }) : value;
}

/** Python's own numbers and texts, lists of them, and arrays of a type that is known, which is no short one. */
export const isWide = (value: Value): boolean =>
  value.kind === 'tensor'
    ? /^(float64|int64|boolean)$/.test(value.type ?? '')
    : (elementsIn(value) ?? [value]).every(({ kind }) => /^(integer|float|string|boolean)$/.test(kind));

/** The table whose method is called. */
export const selfOf = (call: Call): Frame | undefined => frameIn(valueOf(call, 'self'));
