import { has, listed } from '../../interpreter/dictionaries';
import { add, type Dimension } from '../../domain/dimension';
import { arrayClass } from '../../interpreter/arrays';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, elementsIn, isNone, numberIn, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { nestedSizes } from '../literal';
import {
  entriesOf,
  frame,
  isWide,
  frameIn,
  lengthIn,
  series,
  someColumns,
  someRows,
  stringsIn,
  type Frame,
} from './frame';

/** Options that make something else than a table of what is read. */
const OTHERWISE = ['chunksize', 'iterator', 'squeeze', 'typ', 'sheet_name'];

const asksFor = (call: Call, names: readonly string[]): boolean => {
  const options = valueOf(call, 'kwargs');
  const given = options.kind === 'dictionary' ? options.entries.value : undefined;
  return !given || names.some((name) => has(given, `s${name}`) !== false);
};

/** Options that say what numbers are made of text. */
const TYPING = ['dtype', 'converters', 'dtype_backend', 'date_parser'];

/** Formats of text, whose numbers have 64 bits unless the call says otherwise. */
const TEXT = /_(csv|table)$/;

/** Rows as many as the file has, and its columns, where the call says which they are. */
const read: Rule = (call) => {
  if (asksFor(call, OTHERWISE)) return UNKNOWN;
  const [names, chosen] = [stringsIn(valueOf(call, 'names')), elementsIn(valueOf(call, 'usecols'))];
  const rows = someRows(call);
  const wide = TEXT.test(call.name) && !asksFor(call, TYPING);
  const indexed = !isNone(call, 'index_col');
  if (indexed || (!chosen && !isNone(call, 'usecols'))) return frame(call, { rows, width: someColumns(call), wide });
  if (chosen) return frame(call, { rows, width: chosen.length, wide });
  return frame(call, { rows, width: names?.length ?? someColumns(call), names, wide });
};

/** The columns that a dictionary lists, and as many rows as one of them has. */
function fromEntries(call: Call, data: Extract<Value, { kind: 'dictionary' }>): Frame | undefined {
  const entries = listed(data.entries.value);
  if (!entries) return undefined;
  const names = entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []));
  if (names.length < entries.length) return undefined;
  // Columns of other tables are put together by their rows' labels.
  const aligned = entries.some(({ value }) => value.kind === 'instance' || value.kind === 'unknown');
  const lengths = aligned ? [] : entries.map(({ value }) => lengthOf(value));
  const rows = lengths.find((each) => each !== undefined) ?? someRows(call);
  return { rows, width: names.length, names, wide: entries.every(({ value }) => isWide(value)) };
}

/** The number of a sequence's elements. */
function lengthOf(value: Value): Dimension | undefined {
  if (value.kind === 'tensor') return value.shape.open ? undefined : value.shape.dimensions[0];
  return lengthIn(value) ?? frameIn(value)?.rows ?? elementsIn(value)?.length;
}

/** `DataFrame(data, columns=names)` */
const constructed: Rule = (call) => {
  const data = valueOf(call, 'data');
  const labelled = !isNone(call, 'index');
  const names = stringsIn(valueOf(call, 'columns'));
  const chosen = !isNone(call, 'columns');
  const known = labelled || chosen ? undefined : data.kind === 'dictionary' ? fromEntries(call, data) : frameIn(data);
  if (known) return frame(call, isNone(call, 'dtype') ? known : { ...known, wide: false });
  const rows = labelled || data.kind === 'dictionary' ? undefined : data.kind === 'none' ? 0 : lengthOf(data);
  const width = chosen ? names?.length : data.kind === 'dictionary' ? undefined : widthOf(data);
  return frame(call, { rows: rows ?? someRows(call), width: width ?? someColumns(call), names });
};

/** Lists of lists and arrays have columns of a number; a vector is one column. */
function widthOf(data: Value): Dimension | undefined {
  const foreign = elementsIn(data)?.some((each) => each.kind === 'tensor' && arrayClass(each) !== 'numpy.ndarray');
  const sizes = foreign ? undefined : nestedSizes(entriesOf(data));
  return sizes && sizes.length <= 2 ? (sizes[1] ?? 1) : undefined;
}

/** `Series(data)` */
const constructedSeries: Rule = (call) => {
  const data = valueOf(call, 'data');
  const length = isNone(call, 'index') && data.kind !== 'dictionary' ? lengthOf(data) : undefined;
  return series(call, length ?? someRows(call));
};

/** Tables below each other, or beside each other where their rows have the same labels. */
const concatenated: Rule = (call) => {
  const parts = elementsIn(valueOf(call, 'objs'));
  const axis = valueOf(call, 'axis');
  const along = numberIn(axis) ?? { index: 0, rows: 0, columns: 1 }[stringOf(call, 'axis') ?? ''];
  if (!parts || parts.length === 0 || along === undefined) return UNKNOWN;
  const tables = parts.map(frameIn);
  return along === 1 ? beside(call, parts) : below(call, tables);
};

function below(call: Call, tables: readonly (Frame | undefined)[]): Value {
  const [first] = tables;
  if (!first || !tables.every((each) => each !== undefined)) return UNKNOWN;
  const rows = tables.map((each) => each.rows).reduce(add);
  const key = first.names?.join('\n');
  const alike = key !== undefined && tables.every(({ names }) => names?.join('\n') === key);
  if (alike) return frame(call, { ...first, rows, wide: tables.every(({ wide }) => wide) });
  return frame(call, { rows, width: tables.length === 1 ? first.width : someColumns(call), ambiguous: true });
}

function beside(call: Call, parts: readonly Value[]): Value {
  const widths = parts.map((each) => frameIn(each)?.width ?? (lengthIn(each) === undefined ? undefined : 1));
  if (!widths.every((each) => each !== undefined)) return UNKNOWN;
  return frame(call, { rows: someRows(call), width: widths.reduce(add), ambiguous: true });
}

/** A column for every value of every column of text; its name is that of both, unless it is told otherwise. */
const dummies: Rule = (call) => {
  const rows = lengthOf(valueOf(call, 'data'));
  const ambiguous = asksFor(call, ['prefix', 'prefix_sep']);
  const oneHot = lengthIn(valueOf(call, 'data')) !== undefined && !asksFor(call, ['drop_first', 'dummy_na']);
  return rows === undefined ? UNKNOWN : frame(call, { rows, width: someColumns(call), ambiguous, oneHot });
};

/** A column of as many entries. */
const converted: Rule = (call) => {
  const length = lengthIn(valueOf(call, 'arg'));
  return length === undefined || booleanOf(call, 'retbins') !== false ? UNKNOWN : series(call, length);
};

const READ = 'path, sep=?, *, names=None, usecols=None, index_col=None, **kwargs';

export const READING: Table = {
  ...Object.fromEntries(
    ['csv', 'table', 'excel', 'parquet', 'feather'].map((format) => [`pandas.read_${format}`, row(READ, read)]),
  ),
  'pandas.DataFrame': row('data=None, index=None, columns=None, dtype=None, copy=None', constructed),
  'pandas.Series': row('data=None, index=None, dtype=None, name=None, copy=None', constructedSeries),
  'pandas.concat': row('objs, axis=0, **kwargs', concatenated),
  'pandas.get_dummies': row('data, **kwargs', dummies),
  'pandas.to_numeric': row('arg, *, retbins=False, **kwargs', converted),
  'pandas.to_datetime': row('arg, *, retbins=False, **kwargs', converted),
  'pandas.cut': row('arg, bins, *, retbins=False, **kwargs', converted),
  'pandas.qcut': row('arg, q, *, retbins=False, **kwargs', converted),
};
