/** Methods that change a column, or give a changed one. */
import type { Dimension } from '../../domain/dimension';
import { escape } from '../../interpreter/escape';
import { NONE, UNKNOWN } from '../../interpreter/value';
import { booleanOf, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { frame, isTruths, lengthen, lengthIn, series, SERIES, foundRows } from './frame';
import { ANY, instanceOf, KEEPING } from './changing';

/** A column as a table. */
const asTable: Rule = (call) => {
  const length = lengthIn(valueOf(call, 'self'));
  return length === undefined ? UNKNOWN : frame(call, { rows: length, width: 1, ambiguous: true });
};

/** What the column becomes: a new one, or with `inplace` itself. Undefined: not known. */
const ofLength =
  (change: (call: Call, length: Dimension) => Dimension | undefined): Rule =>
  (call) => {
    const [instance, length] = [instanceOf(call), lengthIn(valueOf(call, 'self'))];
    const inPlace = booleanOf(call, 'inplace');
    const changed = length === undefined ? undefined : change(call, length);
    if (inPlace === false) return changed === undefined ? UNKNOWN : series(call, changed);
    if (inPlace && changed !== undefined && instance) lengthen(call, instance, changed);
    else if (instance) escape(call.machine, [instance]);
    return inPlace ? NONE : UNKNOWN;
  };

const sameLength = ofLength((_, length) => length);
const shortened = ofLength((call) => foundRows(call));

/** With the old labels as a column beside it, it is a table. */
const relabelled: Rule = (call) => (booleanOf(call, 'drop') ? sameLength(call) : UNKNOWN);

/** Writing to a label that is not there adds it; slices and masks are of rows that are. */
const setEntry: Rule = (call) => {
  const [instance, index] = [instanceOf(call), valueOf(call, 'index')];
  if (instance && index.kind !== 'slice' && !isTruths(index)) escape(call.machine, [instance]);
  return NONE;
};

const COLUMNS: Table = {
  ...Object.fromEntries(
    [...KEEPING.split(' '), 'map', 'rename', 'sort_values', 'sort_index'].map((name) => [name, row(ANY, sameLength)]),
  ),
  ...Object.fromEntries(['drop', 'dropna', 'drop_duplicates'].map((name) => [name, row(ANY, shortened)])),
  reset_index: row('self, level=None, drop=False, name=?, inplace=False, **kwargs', relabelled),
  pop: row('self, item, inplace=?', shortened),
  to_frame: row('self, name=None', asTable),
  __setitem__: row('self, index, value', setEntry),
};

export const CHANGING_COLUMNS: Table = prefixed([`${SERIES}.`], COLUMNS);
