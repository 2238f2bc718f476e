/** The same entries, in other axes. */
import { product, unknownDimension } from '../../domain/dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, isNone, mismatch, numberIn, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { ranked } from './ranked';
import { as, inputOf, like } from './tensors';

const reshape: Rule = (call) => {
  const input = inputOf(call);
  const sizes = valueOf(call, 'shape');
  return elementsIn(sizes) ? as('torch.reshape', { input, shape: sizes })(call) : like(input, ANY_SHAPE);
};

/** `as2D(rows, columns)` */
const asRank: Rule = (call) => as('torch.reshape', { input: 'x', shape: 'sizes' })(call);

const flatten: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  return like(input, shape([open ? unknownDimension() : product(dimensions)]));
};

/** The axes in another order; reversed where none is told. */
const transpose: Rule = (call) => {
  const input = inputOf(call);
  const { dimensions, open } = input.shape;
  const order = elementsIn(valueOf(call, 'perm'))?.map(numberIn);
  if (!open && order?.length === dimensions.length && isNoOrder(order)) return noOrder(call, input);
  const known = order?.every((axis) => axis !== undefined) && order.length === dimensions.length;
  if (!open && known) return like(input, shape(order.map((axis) => dimensions[axis]!)));
  if (!isNone(call, 'perm')) return as('torch.permute', { input, dims: 'perm' })(call);
  return open ? like(input, ANY_SHAPE) : like(input, shape(dimensions.toReversed()));
};

/** Whether an axis is certainly none of the input's; one may be named twice. */
const isNoOrder = (order: readonly (number | undefined)[]): boolean =>
  order.some((axis) => axis !== undefined && (axis < 0 || axis >= order.length));

function noOrder(call: Call, input: Tensor): Value {
  mismatch(call, {
    received: `an order of axes for an input of shape ${printShape(input.shape)}`,
    expected: `numbers from 0 to ${input.shape.dimensions.length - 1}`,
    advice: 'name every axis once, counted from 0',
    inputs: [input],
  });
  return UNKNOWN;
}

const FUNCTIONS: Table = {
  reshape: row('x, shape', reshape),
  flatten: row('x', flatten),
  transpose: row('x, perm=None, conjugate=None', transpose),
  expandDims: row('x, axis=0', as('torch.unsqueeze', { input: 'x', dim: 'axis' })),
  squeeze: row('x, axis=None', as('torch.squeeze', { input: 'x', dim: 'axis' })),
};

export const RESHAPING: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], FUNCTIONS),
  ...ranked('reverse', 'x, axis=None', (call) => like(inputOf(call), inputOf(call).shape)),
  'tfjs.Tensor.asScalar': row('x', (call) => as('torch.reshape', { input: 'x', shape: list([]) })(call)),
  'tfjs.Tensor.as1D': row('x', flatten),
  ...Object.fromEntries([2, 3, 4, 5].map((rank) => [`tfjs.Tensor.as${rank}D`, row('x, *sizes', asRank)])),
  'tfjs.Tensor.asType': row('x, dtype', (call) => tensor(inputOf(call).shape)),
  'tfjs.Tensor.reshapeAs': row('x, other', (call) => like(inputOf(call), inputOf(call, 'other').shape)),
};
