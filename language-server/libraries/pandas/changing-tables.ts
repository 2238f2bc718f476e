/** Methods that change a table, or give a changed one. */
import { entryOf, listed } from '../../interpreter/dictionaries';
import { add, subtract } from '../../domain/dimension';
import { escape } from '../../interpreter/escape';
import { list, NONE, string, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { shape } from '../../domain/shape';
import { booleanOf, isNone, numberOf, prefixed, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import {
  frame,
  FRAME,
  isWide,
  namesIn,
  selfOf,
  series,
  someColumns,
  foundRows,
  stringsIn,
  update,
  type Frame,
} from './frame';
import { ANY, instanceOf, KEEPING } from './changing';

/** What the table becomes: a new one, or with `inplace` itself. Undefined: not known. */
const becomes =
  (change: (call: Call, table: Frame) => Frame | undefined): Rule =>
  (call) => {
    const table = selfOf(call);
    const instance = instanceOf(call);
    const inPlace = call.arguments.has('inplace') ? booleanOf(call, 'inplace') : false;
    const changed = table && change(call, table);
    if (inPlace === false) return changed ? frame(call, changed) : UNKNOWN;
    if (inPlace && changed && instance) update(call, instance, changed);
    else if (instance) escape(call.machine, [instance]);
    return inPlace ? NONE : UNKNOWN;
  };

/** A table without these columns, all of which it has. */
function without(table: Frame, names: readonly string[]): Frame | undefined {
  if (table.ambiguous) return undefined;
  const left = table.names?.filter((name) => !names.includes(name));
  return {
    ...table,
    oneHot: undefined,
    names: left,
    width: left?.length ?? subtract(table.width, new Set(names).size),
  };
}

/** `drop(columns=…)`, `drop(…, axis=1)`, or rows by their labels. */
const dropped = becomes((call, table) => {
  const byAxis = numberOf(call, 'axis') === 1 || stringOf(call, 'axis') === 'columns';
  const columns = isNone(call, 'columns') ? (byAxis ? valueOf(call, 'labels') : NONE) : valueOf(call, 'columns');
  const rows = isNone(call, 'columns') && !byAxis ? true : !isNone(call, 'index');
  const names = namesIn(columns);
  const lenient = stringOf(call, 'errors') !== 'raise' && !table.names;
  if (columns.kind !== 'none' && (!names || lenient))
    return { rows: table.rows, width: someColumns(call), ambiguous: table.ambiguous };
  const left = names ? without(table, names) : table;
  return left && { ...left, rows: rows ? foundRows(call) : left.rows };
});

/** `df['a'] = …` adds the column where there is none of the name. */
const setColumn: Rule = (call) => {
  const [table, instance] = [selfOf(call), instanceOf(call)];
  if (table && instance)
    update(call, instance, {
      ...withColumns(call, table, namesIn(valueOf(call, 'index'))),
      wide: table.wide && isWide(valueOf(call, 'value')),
    });
  return NONE;
};

function withColumns(call: Call, table: Frame, added: readonly string[] | undefined): Frame {
  const { names, rows, ambiguous } = table;
  if (!added || !names) return { rows, width: someColumns(call), ambiguous };
  const all = [...names, ...added.filter((name) => !names.includes(name))];
  return { rows, ambiguous, names: all, width: all.length };
}

const assigned = becomes((call, table) => {
  const given = valueOf(call, 'kwargs');
  const entries = given.kind === 'dictionary' ? listed(given.entries.value) : undefined;
  return withColumns(call, table, entries && stringsIn(list(entries.map(({ key }) => key))));
});

const inserted = becomes((call, table) => {
  const names = namesIn(valueOf(call, 'column'));
  return names ? { rows: table.rows, width: add(table.width, 1), ambiguous: table.ambiguous } : undefined;
});

/** Takes the column out of the table. */
const popped: Rule = (call) => {
  const [table, instance] = [selfOf(call), instanceOf(call)];
  const names = namesIn(valueOf(call, 'item'));
  const left = table && names && without(table, names);
  if (!instance || !left) {
    if (instance) escape(call.machine, [instance]);
    return UNKNOWN;
  }
  update(call, instance, left);
  return series(call, left.rows);
};

/** `del df['a']` */
const removed: Rule = (call) => {
  popped({ ...call, arguments: new Map([...call.arguments, ['item', valueOf(call, 'index')]]) });
  return NONE;
};

/** Columns become labels of the rows. */
const indexed = becomes((call, table) => {
  const names = namesIn(valueOf(call, 'keys'));
  return names && booleanOf(call, 'drop') ? without(table, names) : undefined;
});

/** The rows' labels become a column, unless they are dropped. */
const reindexed = becomes((call, table) =>
  booleanOf(call, 'drop') ? table : { rows: table.rows, width: someColumns(call), ambiguous: table.ambiguous },
);

/** Methods that make no shorter numbers. */
const LASTING = /\.(fillna|ffill|bfill|copy|interpolate)$/;

const kept = becomes(({ name }, table) => (LASTING.test(name) ? table : { ...table, wide: false }));
/** `rename(columns={'a': 'b'})`; names that are not known may come to be the same. */
const renamed = becomes((call, { rows, width, names }) => {
  const options = valueOf(call, 'kwargs');
  const given = options.kind === 'dictionary' ? entryOf(options.entries.value, 'scolumns') : undefined;
  const changes = given?.kind === 'dictionary' ? given.entries.value : undefined;
  const after = changes && names?.map((name) => entryOf(changes, `s${name}`, string(name)) ?? string(name));
  const known = after && stringsIn(list(after));
  return known ? { rows, width, names: known } : { rows, width, ambiguous: true };
});
const evaluated = becomes(() => undefined);
const cut = becomes((call) => ({ rows: foundRows(call), width: someColumns(call), ambiguous: true }));
const filtered = becomes((call, table) => ({ ...table, rows: foundRows(call) }));

/** 0 along the rows, 1 along the columns; undefined where it is not known. */
const axisOf = (call: Call): number | undefined =>
  numberOf(call, 'axis') ?? { index: 0, rows: 0, columns: 1 }[stringOf(call, 'axis') ?? ''];

/** Rows in another order, or columns. */
const sorted = becomes((call, table) => (axisOf(call) === 0 ? table : { ...table, names: undefined }));

/** Rows between two labels, or columns. */
const truncated = becomes((call, table) => {
  if (isNone(call, 'axis') || axisOf(call) === 0) return { ...table, rows: foundRows(call) };
  return { rows: table.rows, width: someColumns(call), ambiguous: table.ambiguous };
});
const selected = becomes((call, { rows, ambiguous }) => ({ rows, width: someColumns(call), ambiguous }));

/** Rows with missing values go, or columns. */
const complete = becomes((call, table) => {
  const axis = axisOf(call);
  if (axis === 0) return { ...table, rows: foundRows(call) };
  return axis === 1 ? { rows: table.rows, width: someColumns(call), ambiguous: table.ambiguous } : undefined;
});

/** The names in order, or as many of them. */
const columnNames: Rule = (call): Value => {
  const table = selfOf(call);
  if (table?.names && !table.ambiguous) return list(table.names.map(string));
  return table ? tensor(shape([table.width]), { array: 'array' }) : UNKNOWN;
};

const transposed: Rule = (call) => {
  const table = selfOf(call);
  return table ? frame(call, { rows: table.width, width: table.rows, ambiguous: true }) : UNKNOWN;
};

const FRAMES: Table = {
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [name, row(ANY, kept)])),
  ...Object.fromEntries(['rename', 'set_axis', 'add_prefix', 'add_suffix'].map((name) => [name, row(ANY, renamed)])),
  ...Object.fromEntries(['drop_duplicates', 'query'].map((name) => [name, row(ANY, filtered)])),
  applymap: row(ANY, kept),
  sort_values: row('self, by, axis=0, *args, inplace=False, **kwargs', sorted),
  sort_index: row('self, axis=0, *args, inplace=False, **kwargs', sorted),
  truncate: row('self, before=None, after=None, axis=None, copy=True, *, inplace=False', truncated),
  ...Object.fromEntries(['select_dtypes'].map((name) => [name, row(ANY, selected)])),
  filter: row(ANY, cut),
  eval: row(ANY, evaluated),
  update: row('self, *args, **kwargs', () => NONE),
  isetitem: row('self, loc, value', () => NONE),
  drop: row('self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors=raise', dropped),
  dropna: row('self, axis=0, how=?, thresh=None, subset=None, inplace=False, **kwargs', complete),
  reset_index: row('self, level=None, drop=False, inplace=False, **kwargs', reindexed),
  set_index: row('self, keys, drop=True, append=False, inplace=False, **kwargs', indexed),
  assign: row('self, **kwargs', assigned),
  insert: row('self, loc, column, value, allow_duplicates=False, *, inplace=True', inserted),
  pop: row('self, item', popped),
  __setitem__: row('self, index, value', setColumn),
  __delitem__: row('self, index', removed),
  '@columns': row('self', columnNames),
  '@T': row('self', transposed),
  transpose: row('self', transposed),
};

export const CHANGING_TABLES: Table = prefixed([`${FRAME}.`], FRAMES);
