import { type Dimension } from '../../domain/dimension';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { escape } from '../../interpreter/escape';
import { library, NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf, numberIn, prefixed, sized, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { rowOf } from '../table';
import {
  frame,
  FRAME,
  frameIn,
  isTruths,
  lengthIn,
  series,
  SERIES,
  foundRows,
  stringsIn,
  update,
  type Frame,
} from './frame';

const WHOLE: Value = { kind: 'slice', lower: NONE, upper: NONE, step: NONE };

/** What an index leaves of an axis: its size, nothing ('one'), or what is not known. */
type Part = { size: Dimension; names?: readonly string[] | undefined } | 'one' | undefined;

const isPlace = ({ kind }: Value): boolean => kind === 'none' || kind === 'integer';

/** A place, a slice of places that goes forwards, or a list of places or truths. */
function isPlaces(index: Value): boolean {
  if (index.kind === 'slice')
    return (
      isPlace(index.lower) && isPlace(index.upper) && (index.step.kind === 'none' || (numberIn(index.step) ?? 0) > 0)
    );
  return index.kind === 'integer' || index.kind === 'tensor' || (elementsIn(index)?.every(isPlace) ?? false);
}

/** As NumPy indexes an axis of this size. */
export function along(call: Call, size: Dimension, index: Value, names?: readonly string[]): Part {
  if (!isPlaces(index)) return undefined;
  const given = new Map<string, Value>([
    ['input', sized([size])],
    ['index', index],
  ]);
  const result = rowOf('torch.Tensor.__getitem__')?.rule({ ...call, arguments: given });
  if (result?.kind !== 'tensor' || result.shape.open || result.shape.dimensions.length > 1) return undefined;
  const [left] = result.shape.dimensions;
  return left === undefined ? 'one' : { size: left, names: names && picked(names, index) };
}

/** The names at places that are numbers. */
function picked(names: readonly string[], index: Value): readonly string[] | undefined {
  if (index.kind !== 'slice') {
    const places = elementsIn(index)?.map(numberIn);
    const found = places?.map((place) => (place === undefined ? undefined : names.at(place)));
    return found?.every((name) => name !== undefined) ? found : undefined;
  }
  const [lower, upper] = [index.lower, index.upper].map((bound) => (bound.kind === 'none' ? null : numberIn(bound)));
  if (lower === undefined || upper === undefined || index.step.kind !== 'none') return undefined;
  return names.slice(lower ?? 0, upper ?? names.length);
}

/** Rows and columns by their places. */
const byPlaces: Rule = (call) => {
  const source = attributeOf(layerOf(call), 'of');
  const index = valueOf(call, 'index');
  const [rows = WHOLE, columns = WHOLE] = index.kind === 'tuple' ? index.elements : [index];
  const length = lengthIn(source);
  const table = frameIn(source);
  if (length !== undefined) return taken(call, along(call, length, rows));
  if (!table) return UNKNOWN;
  return cut(call, table, [along(call, table.rows, rows), along(call, table.width, columns, table.names)]);
};

const taken = (call: Call, part: Part): Value => (part && part !== 'one' ? series(call, part.size) : UNKNOWN);

/** What is left of both axes. */
function cut(call: Call, { wide }: Frame, [rows, columns]: readonly [Part, Part]): Value {
  if (!rows || !columns || (rows === 'one' && columns === 'one')) return UNKNOWN;
  if (rows === 'one') return taken(call, columns);
  if (columns === 'one') return taken(call, rows);
  return frame(call, { rows: rows.size, width: columns.size, names: columns.names, wide });
}

/** Rows by a list, an array or a slice of labels are as many as nobody knows: a label may stand for several. */
const isSeveral = (index: Value): boolean =>
  index.kind === 'slice' ||
  elementsIn(index) !== undefined ||
  isTruths(index) ||
  (index.kind === 'tensor' && !index.shape.open && index.shape.dimensions.length === 1);

/** `df.loc[:, names]`, `df.loc[labels, names]` */
const byLabels: Rule = (call) => {
  const table = frameIn(attributeOf(layerOf(call), 'of'));
  const index = valueOf(call, 'index');
  const [rows, columns] = index.kind === 'tuple' ? index.elements : [];
  const whole = rows?.kind === 'slice' && rows.lower.kind === 'none' && rows.upper.kind === 'none';
  if (!table || !columns || !rows) return UNKNOWN;
  if (whole) return byNames(call, table, columns);
  return isSeveral(rows) ? byNames(call, { ...table, rows: foundRows(call) }, columns) : UNKNOWN;
};

/** `df['a']` is a column, `df[['a', 'b']]` a table. */
function byNames(call: Call, table: Frame, index: Value): Value {
  if (table.ambiguous) return UNKNOWN;
  if (index.kind === 'string') return series(call, table.rows);
  const names = stringsIn(index);
  return names ? frame(call, { rows: table.rows, width: names.length, names, wide: table.wide }) : UNKNOWN;
}

/** By names, or rows by a slice of places. */
const frameItem: Rule = (call) => {
  const table = frameIn(valueOf(call, 'self'));
  const index = valueOf(call, 'index');
  if (!table) return UNKNOWN;
  if (isTruths(index)) return frame(call, { ...table, rows: foundRows(call) });
  if (index.kind !== 'slice') return byNames(call, table, index);
  const rows = along(call, table.rows, index);
  return rows && rows !== 'one' ? frame(call, { ...table, rows: rows.size }) : UNKNOWN;
};

const seriesItem: Rule = (call) => {
  const length = lengthIn(valueOf(call, 'self'));
  const index = valueOf(call, 'index');
  if (length !== undefined && isTruths(index)) return series(call, foundRows(call));
  return length !== undefined && index.kind === 'slice' ? taken(call, along(call, length, index)) : UNKNOWN;
};

const indexer =
  (name: string): Rule =>
  (call) => {
    const instance = made(library(`pandas.${name}`), call);
    setAttribute(call.machine, instance, 'of', valueOf(call, 'self'));
    return instance;
  };

/** Writing to rows or columns that are not there adds them. */
const writeLabels: Rule = (call) => {
  escape(call.machine, [attributeOf(layerOf(call), 'of')]);
  return NONE;
};

/** What is written may be of any precision. */
const writePlaces: Rule = (call) => {
  const source = attributeOf(layerOf(call), 'of');
  const table = frameIn(source);
  if (table && source.kind === 'instance') update(call, source, { ...table, wide: false });
  return NONE;
};

const PLACES = 'pandas.places';
const LABELS = 'pandas.labels';

const INDEXERS: Table = {
  '@iloc': row('self', indexer('places')),
  '@iat': row('self', indexer('places')),
  '@loc': row('self', indexer('labels')),
  '@at': row('self', indexer('labels')),
};

export const SELECTING: Table = {
  ...prefixed([`${FRAME}.`, `${SERIES}.`], INDEXERS),
  [`${FRAME}.__getitem__`]: row('self, index', frameItem),
  [`${SERIES}.__getitem__`]: row('self, index', seriesItem),
  [`${PLACES}.__getitem__`]: row('self, index', byPlaces),
  [`${PLACES}.__setitem__`]: row('self, index, value', writePlaces),
  [`${LABELS}.__getitem__`]: row('self, index', byLabels),
  [`${LABELS}.__setitem__`]: row('self, index, value', writeLabels),
};
