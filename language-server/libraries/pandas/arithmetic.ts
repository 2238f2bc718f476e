import { equal, type Dimension } from '../../domain/dimension';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { frame, FRAME, frameIn, isTruths, lengthIn, series, SERIES, foundRows, truths } from './frame';

const OPERATORS = 'add sub mul truediv floordiv mod pow and or xor';
const COMPARISONS = '__lt__ __le__ __gt__ __ge__ __eq__ __ne__';
const QUESTIONS = 'isin between isna isnull notna notnull duplicated';

const isPlain = ({ kind }: Value): boolean => /^(integer|float|boolean|string|none)$/.test(kind);

type Column = (call: Call, rows: Dimension) => Value;

/** Entry by entry with one value; two tables or columns are put together by their rows' labels, which are not known. */
const withValue =
  (column: Column): Rule =>
  (call) => {
    const length = lengthIn(valueOf(call, 'self'));
    const other = valueOf(call, 'other');
    const vector = other.kind === 'tensor' && !other.shape.open ? other.shape.dimensions : [];
    const fits = length !== undefined && vector.length === 1 && equal(vector[0]!, length);
    return isPlain(other) || fits ? alone(column)(call) : UNKNOWN;
  };

/** As many rows, and of a table as many columns. */
const alone =
  (column: Column): Rule =>
  (call) => {
    const self = valueOf(call, 'self');
    const [table, length] = [frameIn(self), lengthIn(self)];
    if (table) return frame(call, { ...table, wide: false });
    return length === undefined ? UNKNOWN : column(call, length);
  };

/** Truths on both sides, of as many rows: labels that differ give more rows. */
const together: Rule = (call) => {
  const [self, other] = [valueOf(call, 'self'), valueOf(call, 'other')];
  if (isTruths(self) && isTruths(other)) return truths(call, foundRows(call));
  return withValue(series)(call);
};

/** Of truths the opposite. */
const opposite: Rule = (call) => alone(isTruths(valueOf(call, 'self')) ? truths : series)(call);

const rows = (names: readonly string[], signature: string, rule: Rule): Table =>
  Object.fromEntries(names.map((name) => [name, row(signature, rule)]));

const both = (name: string): string[] => [`__${name}__`, `__r${name}__`];

export const ARITHMETIC: Table = {
  ...prefixed([`${FRAME}.`, `${SERIES}.`], {
    ...rows(OPERATORS.split(' ').flatMap(both), 'self, other', withValue(series)),
    ...rows(['and', 'or'].flatMap(both), 'self, other', together),
    ...rows(COMPARISONS.split(' '), 'self, other', withValue(truths)),
    __neg__: row('self', alone(series)),
    __invert__: row('self', opposite),
  }),
  ...prefixed([`${SERIES}.`], rows(QUESTIONS.split(' '), 'self, *args, **kwargs', alone(truths))),
};
