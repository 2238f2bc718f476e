/** `np.r_[a, 1:4]` and `np.c_[a, b]`: what stands in the brackets is joined. */
import { add, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { rangeLength } from '../../interpreter/iteration';
import { integer, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { integerIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { like } from './like';

const partsOf = (call: Call): readonly Value[] => {
  const index = valueOf(call, 'index');
  return index.kind === 'tuple' ? index.elements : [index];
};

const isArray = (value: Value): value is Tensor => value.kind === 'tensor' && !value.shape.open;

/** Entries of a number, a vector, or of the numbers from start to stop. */
function lengthOf(part: Value): Dimension | undefined {
  if (part.kind === 'integer' || part.kind === 'float') return 1;
  if (isArray(part)) return part.shape.dimensions.length === 0 ? 1 : part.shape.dimensions[0];
  if (part.kind !== 'slice') return undefined;
  const [start, stop, step] = [part.lower, part.upper, part.step].map((each, i) =>
    each.kind === 'none' && i !== 1 ? i / 2 : integerIn(each),
  );
  if (start === undefined || stop === undefined || step === undefined) return undefined;
  return rangeLength({ kind: 'range', start, stop, step });
}

const isFlat = (part: Value): boolean => part.kind !== 'tensor' || (isArray(part) && part.shape.dimensions.length < 2);

/** Vectors, numbers and ranges end to end; arrays of more axes along the first. */
const rows: Rule = (call) => {
  const parts = partsOf(call);
  if (parts.every(isArray) && !parts.every(isFlat)) return joined('cat', call, parts);
  const lengths = parts.map(lengthOf);
  if (!parts.every(isFlat) || !lengths.every((length) => length !== undefined)) return UNKNOWN;
  return tensor(shape([lengths.reduce(add, 0)]));
};

/** Vectors stand as columns beside each other. */
const columns: Rule = (call) => {
  const parts = partsOf(call);
  const plain = parts.every((part) => isArray(part) && [1, 2].includes(part.shape.dimensions.length));
  return plain ? joined('column_stack', call, parts) : UNKNOWN;
};

const joined = (name: string, call: Call, parts: readonly Value[]): Value =>
  like(name, () => undefined, { tensors: tuple(parts), dim: integer(0) })(call);

export const CONCATENATING: Table = {
  'r_.__getitem__': row('index', rows),
  'c_.__getitem__': row('index', columns),
};
