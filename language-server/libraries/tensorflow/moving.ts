import { amount } from '../../domain/amount';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { axisOf, printShape, shape } from '../../domain/shape';
import { integer, list, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import {
  derived,
  elementsIn,
  isNone,
  mismatch,
  moved,
  numberIn,
  numberOf,
  prefixed,
  sizeIn,
  sizesIn,
  tensorOf,
  valueOf,
} from '../call';
import { ofEqualRanks } from '../equal-ranks';
import { row, type Call, type Rule, type Table } from '../library';
import { via } from '../via';
import { literal, reduced } from './arithmetic';

/** The axes in another order; reversed where none is told. */
export const transposed = (call: Call, input: Tensor, order: Value): Value => {
  const { dimensions, open } = input.shape;
  if (open) return UNKNOWN;
  if (order.kind === 'none') return derived(input, shape(dimensions.toReversed()));
  const axes = elementsIn(order)?.map(numberIn);
  if (axes?.length !== dimensions.length || axes.some((axis) => axis === undefined || axis < 0)) return UNKNOWN;
  const sizes = axes.map((axis) => dimensions[axis!]);
  return sizes.every((size) => size !== undefined) ? derived(input, shape(sizes)) : UNKNOWN;
};

const transpose: Rule = (call) => transposed(call, tensorOf(call, 'a'), valueOf(call, 'perm'));

/** Equal parts by their number, or parts of the sizes told. */
const split: Rule = (call): Value => {
  const input = tensorOf(call, 'value');
  const axis = numberOf(call, 'axis');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const [sizes, count] = [sizesIn(valueOf(call, 'num_or_size_splits')), numberOf(call, 'num_or_size_splits')];
  if (at === undefined || (!sizes && (count === undefined || count < 1))) return UNKNOWN;
  const whole = input.shape.dimensions[at]!;
  const even = count === undefined || modulo(whole, count) === 0;
  if (count !== undefined && !even) uneven(call, input, whole, count);
  const parts = sizes ?? Array.from({ length: count! }, () => (even ? floorDivide(whole, count!) : undefined));
  return list(
    parts.map((size) =>
      derived(input, shape(input.shape.dimensions.with(at, size ?? unknownDimension()), input.shape.open)),
    ),
  );
};

function uneven(call: Call, input: Tensor, whole: Dimension, count: number): void {
  if (typeof whole !== 'number') return;
  mismatch(call, {
    received: `an axis of ${whole} for ${amount(count, 'part')}, in a tensor of shape ${printShape(input.shape)}`,
    expected: `a number of parts that divides ${whole}`,
    advice: 'take another number of parts or another axis, or name the sizes of all parts',
    inputs: [input],
  });
}

/** The rows of an axis at each index: the axis gives way to the index' axes. */
const gather: Rule = (call) => {
  const [input, indices] = [tensorOf(call, 'params'), valueOf(call, 'indices')];
  const axis = numberOf(call, 'axis');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined || indices.kind !== 'tensor' || indices.shape.open) return UNKNOWN;
  return derived(input, shape(input.shape.dimensions.toSpliced(at, 1, ...indices.shape.dimensions), input.shape.open));
};

const reshape: Rule = (call) => {
  const input = tensorOf(call, 'tensor');
  const wanted = valueOf(call, 'shape');
  const sizes = wanted.kind === 'integer' ? [wanted] : elementsIn(wanted);
  return sizes
    ? via('torch.reshape', { input, shape: tuple(sizes) })(call)
    : moved(input, tensor({ open: true, dimensions: [] }).shape);
};

/** The k largest of the last axis, and where they are. */
export const largest: Rule = (call) => {
  const input = tensorOf(call);
  const [{ dimensions, open }, k] = [input.shape, sizeIn(valueOf(call, 'k'))];
  if (dimensions.length === 0) return UNKNOWN;
  const found = shape([...dimensions.slice(0, -1), k ?? unknownDimension()], open);
  return tuple([derived(input, found), tensor(found, { type: 'integer' })]);
};

/** The mean and the variance over axes. */
export const moments: Rule = (call) => {
  const values = new Map([...call.arguments, ['axis', valueOf(call, 'axes')] as const]);
  const one = (): Value => reduced('x', 'mean')({ ...call, arguments: values });
  return tuple([one(), one()]);
};

const AXES = 'axis=0, name=concat';

export const MOVING: Table = {
  'tensorflow.reshape': row('tensor, shape, name=None', reshape),
  'tensorflow.transpose': row('a, perm=None, conjugate=False, name=None', transpose),
  'tensorflow.expand_dims': row('input, axis, name=None', (call) =>
    via('torch.unsqueeze', { input: literal(valueOf(call, 'input')), dim: 'axis' })(call),
  ),
  'tensorflow.squeeze': row('input, axis=None, name=None', via('torch.squeeze', { input: 'input', dim: 'axis' })),
  'tensorflow.concat': row(
    'values, axis, name=None',
    ofEqualRanks('values', via('torch.cat', { tensors: 'values', dim: 'axis' })),
  ),
  'tensorflow.stack': row(`values, ${AXES}`, via('torch.stack', { tensors: 'values', dim: 'axis' })),
  'tensorflow.unstack': row('value, num=None, axis=0, name=None', via('torch.unbind', { input: 'value', dim: 'axis' })),
  'tensorflow.split': row('value, num_or_size_splits, axis=0, **kwargs', split),
  'tensorflow.gather': row('params, indices, validate_indices=None, axis=0, batch_dims=0, name=None', gather),
  'tensorflow.slice': row(
    'input_, begin, size, name=None',
    via('tfjs.slice', { x: 'input_', begin: 'begin', size: 'size' }),
  ),
  'tensorflow.reverse': row('tensor, axis, name=None', (call) => tensorOf(call, 'tensor')),
  'tensorflow.tile': row(
    'input, multiples, name=None',
    via('torch.Tensor.repeat', { input: 'input', repeats: 'multiples' }),
  ),
  'tensorflow.broadcast_to': row(
    'input, shape, name=None',
    via('torch.Tensor.expand', { input: 'input', sizes: 'shape' }),
  ),
  'tensorflow.einsum': row(
    'equation, *operands, **kwargs',
    via('torch.einsum', { equation: 'equation', operands: 'operands' }),
  ),
  'tensorflow.where': row('condition, x=None, y=None, name=None', (call) =>
    isNone(call, 'y') ? UNKNOWN : via('torch.where', { condition: 'condition', input: 'x', other: 'y' })(call),
  ),
  'tensorflow.pad': row(
    'tensor, paddings, mode=CONSTANT, **kwargs',
    via('numpy.pad', { input: 'tensor', pad_width: 'paddings' }),
  ),
  'tensorflow.repeat': row(
    'input, repeats, axis=None, name=None',
    via('torch.repeat_interleave', { input: 'input', repeats: 'repeats', dim: 'axis', output_size: NONE }),
  ),
  ...prefixed(['tensorflow.', 'tensorflow.linalg.'], {
    tensordot: row('a, b, axes, name=None', via('torch.tensordot', { a: 'a', b: 'b', dims: 'axes', out: NONE })),
  }),
  'tensorflow.linalg.einsum': row(
    'equation, *operands, **kwargs',
    via('torch.einsum', { equation: 'equation', operands: 'operands' }),
  ),
  'tensorflow.linalg.matrix_transpose': row(
    'a, name=None',
    via('torch.transpose', { input: 'a', dim0: integer(-2), dim1: integer(-1) }),
  ),
  'tensorflow.meshgrid': row(
    '*vectors, indexing=xy',
    via('numpy.meshgrid', { vectors: 'vectors', indexing: 'indexing' }),
  ),
  ...prefixed(['tensorflow.nn.', 'tensorflow.math.'], {
    top_k: row('input, k=1, sorted=True, **kwargs', largest),
    moments: row('x, axes, shift=None, keepdims=False, name=None', moments),
  }),
  ...Object.fromEntries(
    ['assign', 'assign_add', 'assign_sub'].map((name) => [
      `tensorflow.Tensor.${name}`,
      row('variable, value, *args, **kwargs', (call) => valueOf(call, 'variable')),
    ]),
  ),
  'tensorflow.Tensor.numpy': { ...row('input', (call) => tensorOf(call)), gives: 'numpy.ndarray' },
  'tensorflow.Tensor.__getitem__': row(
    'input, index',
    via('torch.Tensor.__getitem__', { input: 'input', index: 'index' }),
  ),
};
