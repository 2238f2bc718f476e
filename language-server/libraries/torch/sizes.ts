import { product } from '../../domain/dimension';
import { axisOf } from '../../domain/shape';
import { integer, tuple, UNKNOWN } from '../../interpreter/value';
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

const METHODS: Table = {
  size: row('input, dim=None', size),
  shape: row('input, dim=None', size),
  dim: row('input', rank),
  ndimension: row('input', rank),
  nelement: row('input', numel),
};

/** What a program asks of a shape. */
export const SIZES: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], { numel: row('input', numel) }),
  ...prefixed(['torch.Tensor.'], METHODS),
};
