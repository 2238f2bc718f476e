/** Some rows of a table or a column, and what its entries and sizes are. */
import type { Dimension } from '../../domain/dimension';
import { integer, NONE, tuple, UNKNOWN } from '../../interpreter/value';
import { isNone, numberOf, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { along } from './selecting';
import { entriesOf, frame, FRAME, frameIn, lengthIn, series, SERIES, foundRows } from './frame';

/** The first rows or the last ones. */
const end = (call: Call, rows: Dimension, from: 'head' | 'tail'): Dimension | undefined => {
  const count = numberOf(call, 'n');
  if (count === undefined || count <= 0) return undefined;
  const [lower, upper] = from === 'head' ? [NONE, integer(count)] : [integer(-count), NONE];
  const part = along(call, rows, { kind: 'slice', lower, upper, step: NONE });
  return part && part !== 'one' ? part.size : undefined;
};

/** Of a table or a column as many rows as `count` says. */
const some =
  (count: (call: Call, rows: Dimension) => Dimension | undefined): Rule =>
  (call) => {
    const self = valueOf(call, 'self');
    const [table, length] = [frameIn(self), lengthIn(self)];
    const rows = table?.rows ?? length;
    const left = (rows === undefined ? undefined : count(call, rows)) ?? foundRows(call);
    if (table) return frame(call, { ...table, rows: left });
    return length === undefined ? UNKNOWN : series(call, left);
  };

/** So many rows at random, or a share of all. */
const sampled = some((call, rows) => {
  const share = valueOf(call, 'frac');
  if (share.kind === 'none') return isNone(call, 'n') ? 1 : numberOf(call, 'n');
  const whole = (share.kind === 'float' || share.kind === 'integer') && share.value === 1;
  return whole ? rows : undefined;
});

const array: Rule = (call) => {
  const entries = entriesOf(valueOf(call, 'self'));
  return entries.kind === 'tensor' ? entries : UNKNOWN;
};

const sizes: Rule = (call) => {
  const entries = entriesOf(valueOf(call, 'self'));
  return entries.kind === 'tensor' ? tuple(entries.shape.dimensions.map(integer)) : UNKNOWN;
};

const count: Rule = (call) => {
  const entries = entriesOf(valueOf(call, 'self'));
  return entries.kind === 'tensor' ? integer(entries.shape.dimensions[0]!) : UNKNOWN;
};

const BOTH: Table = {
  head: row(
    'self, n=5',
    some((call, rows) => end(call, rows, 'head')),
  ),
  tail: row(
    'self, n=5',
    some((call, rows) => end(call, rows, 'tail')),
  ),
  sample: row('self, n=None, frac=None, **kwargs', sampled),
  to_numpy: row('self, dtype=None, copy=False, na_value=None', array),
  __len__: row('self', count),
  '@values': row('self', array),
  '@shape': row('self', sizes),
};

export const PARTS: Table = prefixed([`${FRAME}.`, `${SERIES}.`], BOTH);
