/** `keras.backend`, the functions that lambdas, losses and layers of a program's own are written with. */
import { statedSizesIn } from './stated-sizes';
import { multiply, product, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { axisOf, printShape, shape } from '../../domain/shape';
import { integer, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { derived, mismatch, numberOf, sizeIn, tensorOf, valueOf } from '../call';
import { closed } from '../condition';
import { ofEqualRanks } from '../equal-ranks';
import { contracted } from '../layers/merging';
import { row, type Call, type Rule, type Table } from '../library';
import { alongAxes, pairwise, reduced, REDUCTIONS, unaries } from '../tensorflow/arithmetic';
import { constant, oneHot, sizedBy, sizesOf } from '../tensorflow/creation';
import { transposed } from '../tensorflow/moving';
import { via } from '../via';
import { dialect } from './dialect';

const UNARY =
  'abs exp log sqrt square round sign clip softmax relu elu sigmoid hard_sigmoid tanh softplus softsign identity ' +
  'stop_gradient cast sin cos dropout l2_normalize cumsum cumprod zeros_like ones_like print_tensor';

const BINARY = 'maximum minimum equal not_equal greater greater_equal less less_equal';

/** Reductions whose sizes are those of a sum. */
const LIKE_SUM = 'std var logsumexp';

/** (…, k) · (…, k, m) → the axes of the first without its last, those of the second without its last but one. */
const dot: Rule = (call) => {
  const [x, y] = [closed(call, 'x'), closed(call, 'y')];
  if (!x || !y || x.shape.dimensions.length < 2 || y.shape.dimensions.length < 2) return UNKNOWN;
  const [one, other] = [x.shape.dimensions, y.shape.dimensions];
  const [left, right] = [one.at(-1)!, other.at(-2)!];
  if (different(left, right)) refuseInner(call, [x, y], left, right);
  return tensor(shape([...one.slice(0, -1), ...other.toSpliced(-2, 1)]), { type: 'float' });
};

function refuseInner(call: Call, inputs: Tensor[], left: Dimension, right: Dimension): void {
  mismatch(call, {
    received: `shapes ${inputs.map((each) => printShape(each.shape)).join(' and ')}`,
    expected: `the same inner size: ${printDimension(left)} against ${printDimension(right)}`,
    advice: 'transpose one of them, or change what comes before',
    inputs,
  });
}

/**
 * Σ over one axis of each, sample by sample: unless told the last of the first and the one before the last of the second.
 * Where one has more than three axes, Keras before 2.3 multiplied matrices with all axes before theirs as the batch.
 */
const batchDot: Rule = (call) => {
  const [x, y] = [closed(call, 'x'), closed(call, 'y')];
  const given = valueOf(call, 'axes');
  if (!x || !y || [x, y].some(({ shape: { dimensions } }) => dimensions.length > 3)) return UNKNOWN;
  const usual = tuple([-1, y.shape.dimensions.length === 2 ? -1 : -2].map((axis) => integer(axis)));
  return contracted(call, [x, y], given.kind === 'none' ? usual : given);
};

const statedSizes: Rule = (call) => statedSizesIn(valueOf(call, 'x'));

const withTensor =
  (change: (input: Tensor, call: Call) => Value): Rule =>
  (call) => {
    const input = closed(call, 'x');
    return input ? change(input, call) : UNKNOWN;
  };

const flat = withTensor((input) => derived(input, shape([product(input.shape.dimensions)])));

const flatSamples = withTensor((input) => {
  const [batch, ...rest] = input.shape.dimensions;
  return batch === undefined ? UNKNOWN : derived(input, shape([batch, product(rest)]));
});

/** (B, d) → (B, n, d) */
const repeated = withTensor((input, call) => {
  const [batch, width, ...more] = input.shape.dimensions;
  if (batch === undefined || width === undefined || more.length > 0) return UNKNOWN;
  return derived(input, shape([batch, sizeIn(valueOf(call, 'n')) ?? unknownDimension(), width]));
});

/** Every entry of an axis so many times. */
const elementsRepeated = withTensor((input, call) => {
  const [axis, times] = [numberOf(call, 'axis'), sizeIn(valueOf(call, 'rep'))];
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  if (at === undefined) return UNKNOWN;
  const { dimensions } = input.shape;
  const size = times === undefined ? unknownDimension() : multiply(dimensions[at]!, times);
  return derived(input, shape(dimensions.with(at, size)));
});

/** Of the loss of each sample: (…, classes) → (…) */
const perRow: Rule = (call) => {
  const { dimensions, open } = tensorOf(call, 'output').shape;
  const last = numberOf(call, 'axis') === -1;
  return dimensions.length > 0 && last ? tensor(shape(dimensions.slice(0, -1), open), { type: 'float' }) : UNKNOWN;
};

/** Where channels stand unless a layer says so. */
const order: Rule = ({ machine }) => {
  const known = dialect(machine).order;
  return known ? { kind: 'string', value: `channels_${known}` } : UNKNOWN;
};

const RANDOM = 'shape, *args, **kwargs';

const JOINING = ofEqualRanks('tensors', via('torch.cat', { tensors: 'tensors', dim: 'axis' }));

const reduction = (other: string): Table[string] => row('x, axis=None, keepdims=False', reduced('x', other));

const argument = (name: string): Table[string] =>
  row(
    'x, axis=-1',
    alongAxes('x', via(`torch.${name}`, { input: 'x', dim: 'axis', keepdim: { kind: 'boolean', value: false } })),
  );

const ROWS: Table = {
  ...unaries(UNARY),
  ...pairwise(BINARY, 'x', 'y'),
  ...pairwise('pow', 'x', 'a'),
  ...Object.fromEntries(Object.entries(REDUCTIONS).map(([name, other]) => [name, reduction(other)])),
  ...Object.fromEntries(LIKE_SUM.split(' ').map((name) => [name, reduction('sum')])),
  argmax: argument('argmax'),
  argmin: argument('argmin'),
  dot: row('x, y', dot),
  batch_dot: row('x, y, axes=None', batchDot),
  shape: row('x', (call) => sizesOf({ ...call, arguments: new Map([['input', valueOf(call, 'x')]]) })),
  int_shape: row('x', statedSizes),
  ndim: row(
    'x',
    withTensor((input) => integer(input.shape.dimensions.length)),
  ),
  flatten: row('x', flat),
  batch_flatten: row('x', flatSamples),
  reshape: row('x, shape', via('tensorflow.reshape', { tensor: 'x', shape: 'shape' })),
  permute_dimensions: row(
    'x, pattern',
    withTensor((input, call) => transposed(call, input, valueOf(call, 'pattern'))),
  ),
  transpose: row(
    'x',
    withTensor((input, call) => transposed(call, input, NONE)),
  ),
  expand_dims: row('x, axis=-1', via('torch.unsqueeze', { input: 'x', dim: 'axis' })),
  squeeze: row('x, axis', via('torch.squeeze', { input: 'x', dim: 'axis' })),
  concatenate: row('tensors, axis=-1', JOINING),
  stack: row('x, axis=0', via('torch.stack', { tensors: 'x', dim: 'axis' })),
  repeat: row('x, n', repeated),
  repeat_elements: row('x, rep, axis', elementsRepeated),
  tile: row('x, n', via('torch.Tensor.repeat', { input: 'x', repeats: 'n' })),
  arange: row(
    'start, stop=None, step=1, dtype=None',
    via('numpy.arange', { start: 'start', end: 'stop', step: 'step', dtype: NONE }),
  ),
  one_hot: row('indices, num_classes', (call) =>
    oneHot({
      ...call,
      arguments: new Map([...call.arguments, ['depth', valueOf(call, 'num_classes')], ['axis', NONE]]),
    }),
  ),
  gather: row(
    'reference, indices',
    via('tensorflow.gather', { params: 'reference', indices: 'indices', axis: integer(0) }),
  ),
  zeros: row('shape, dtype=None, name=None', sizedBy('shape', 'float')),
  ones: row('shape, dtype=None, name=None', sizedBy('shape', 'float')),
  variable: row('value, dtype=None, name=None, constraint=None', (call) =>
    constant({ ...call, arguments: new Map([...call.arguments, ['shape', NONE]]) }),
  ),
  constant: row('value, dtype=None, shape=None, name=None', constant),
  random_normal: row(RANDOM, sizedBy('shape', 'float')),
  random_uniform: row(RANDOM, sizedBy('shape', 'float')),
  truncated_normal: row(RANDOM, sizedBy('shape', 'float')),
  categorical_crossentropy: row('target, output, from_logits=False, axis=-1', perRow),
  sparse_categorical_crossentropy: row('target, output, from_logits=False, axis=-1', perRow),
  binary_crossentropy: row('target, output, from_logits=False', via('torch.add', { input: 'target', other: 'output' })),
  epsilon: row('', () => ({ kind: 'float', value: undefined })),
  image_data_format: row('', order),
};

export const BACKEND: Table = Object.fromEntries(
  Object.entries(ROWS).map(([name, each]) => [`keras.backend.${name}`, each]),
);
