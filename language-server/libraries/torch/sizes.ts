import { product } from '../../domain/dimension';
import { categoryOf } from '../../domain/element-type';
import { axisOf } from '../../domain/shape';
import { integer, list, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { integerOf, prefixed, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** `x.size()`, `x.size(1)`, also where only the last sizes are known. */
const size: Rule = (call) => {
  const { shape: from } = tensorOf(call);
  const axis = integerOf(call, 'dim');
  if (valueOf(call, 'dim').kind === 'none') return from.open ? UNKNOWN : tuple(from.dimensions.map(integer));
  const at = typeof axis === 'number' ? axisOf(from, axis) : undefined;
  return at === undefined ? UNKNOWN : integer(from.dimensions[at]!);
};

const numel: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? UNKNOWN : integer(product(dimensions));
};

const rank: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? UNKNOWN : integer(dimensions.length);
};

/** Nested lists of its entries. */
const toList: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const values = input.values?.value;
  const [count, ...more] = dimensions;
  if (open || typeof count !== 'number' || count > MAX_LISTED || more.length > 0) return list(undefined);
  return list(Array.from({ length: count }, (_, i) => entry(input, values?.[i])));
};

/** Longer lists are not spelled out. */
const MAX_LISTED = 4096;

function entry({ type }: Tensor, value: number | undefined): Value {
  if ((type && categoryOf(type) === 'float') || (value !== undefined && !Number.isInteger(value)))
    return { kind: 'float', value };
  if (value === undefined) return UNKNOWN;
  return type && categoryOf(type) === 'integer' ? integer(value) : UNKNOWN;
}

const METHODS: Table = {
  item: row('input', (call) => entry(tensorOf(call), tensorOf(call).values?.value?.[0])),
  tolist: row('input', toList),
  size: row('input, dim=None', size),
  dim: row('input', rank),
  ndimension: row('input', rank),
  nelement: row('input', numel),
};

/** What a program asks of a shape. */
export const SIZES: Table = {
  'numpy.ndarray.tolist': row('input', toList),
  ...prefixed(['torch.', 'torch.Tensor.'], { numel: row('input', numel) }),
  ...prefixed(['torch.Tensor.'], METHODS),
};
