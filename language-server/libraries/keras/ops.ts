/** `keras.ops` of Keras 3: NumPy's functions and those of networks, under NumPy's names. */
import { axisOf, shape } from '../../domain/shape';
import { NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { derived, isNone, numberOf, prefixed, tensorOf, valueOf } from '../call';
import { closed } from '../condition';
import { ofEqualRanks } from '../equal-ranks';
import { row, type Rule, type Table } from '../library';
import { alongAxes, pairwise, reduced, REDUCTIONS, unaries } from '../tensorflow/arithmetic';
import { constant, oneHot, sizedBy, sizesOf } from '../tensorflow/creation';
import { largest, moments, transposed } from '../tensorflow/moving';
import { via } from '../via';

const UNARY =
  'abs absolute exp expm1 log log1p log2 log10 sqrt rsqrt square sign sin cos tan sinh cosh arcsin arccos arctan floor ' +
  'ceil round negative reciprocal erf stop_gradient cast clip zeros_like ones_like logical_not isnan isfinite ' +
  'isinf convert_to_numpy copy flip triu tril normalize nan_to_num hard_sigmoid log_sigmoid roll';

const BINARY =
  'add subtract multiply divide true_divide divide_no_nan power maximum minimum mod floor_divide equal not_equal greater ' +
  'greater_equal less less_equal logical_and logical_or logical_xor arctan2';

/** Reductions whose sizes are those of a sum. */
const LIKE_SUM = 'std var logsumexp median count_nonzero';

const SORTING = 'sort argsort cumsum cumprod';

/** The same shape along an axis; without one all is laid out flat. */
const along: Rule = (call) => {
  const input = tensorOf(call, 'x');
  return isNone(call, 'axis') ? UNKNOWN : derived(input, input.shape);
};

/** So many equal parts, or those that begin at the indices. */
const split: Rule = (call) =>
  valueOf(call, 'indices_or_sections').kind === 'integer'
    ? via('tensorflow.split', { value: 'x', num_or_size_splits: 'indices_or_sections', axis: 'axis' })(call)
    : via('torch.tensor_split', { input: 'x', indices_or_sections: 'indices_or_sections', dim: 'axis' })(call);

/** The entries of an axis at each index: the axis gives way to the index' axes. */
const taken: Rule = (call) => {
  const [input, indices, axis] = [closed(call, 'x'), closed(call, 'indices'), numberOf(call, 'axis')];
  const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
  if (!input || !indices || at === undefined) return UNKNOWN;
  return derived(input, shape(input.shape.dimensions.toSpliced(at, 1, ...indices.shape.dimensions)));
};

const renamed =
  (rule: Rule, names: Record<string, string | Value>): Rule =>
  (call) => {
    const given = Object.entries(names).map(([to, from]): [string, Value] => [to, typeof from === 'string' ? valueOf(call, from) : from]); // prettier-ignore
    return rule({ ...call, arguments: new Map([...call.arguments, ...given]) });
  };

const reduction = (other: string): Table[string] => row('x, axis=None, keepdims=False', reduced('x', other));

const argument = (name: string): Table[string] =>
  row(
    'x, axis=None, keepdims=False',
    alongAxes('x', via(`torch.${name}`, { input: 'x', dim: 'axis', keepdim: 'keepdims' })),
  );

const REDUCING: Table = {
  ...Object.fromEntries(Object.entries(REDUCTIONS).map(([name, other]) => [name, reduction(other)])),
  ...Object.fromEntries(LIKE_SUM.split(' ').map((name) => [name, reduction('sum')])),
  amax: reduction('amax'),
  amin: reduction('amin'),
  norm: row('x, ord=None, axis=None, keepdims=False', reduced('x', 'sum')),
  argmax: argument('argmax'),
  argmin: argument('argmin'),
  moments: row('x, axes, keepdims=False, synchronized=False', moments),
};

const SHAPING: Table = {
  reshape: row('x, newshape', via('tensorflow.reshape', { tensor: 'x', shape: 'newshape' })),
  transpose: row('x, axes=None', (call) => transposed(call, tensorOf(call, 'x'), valueOf(call, 'axes'))),
  expand_dims: row('x, axis', via('torch.unsqueeze', { input: 'x', dim: 'axis' })),
  squeeze: row('x, axis=None', via('torch.squeeze', { input: 'x', dim: 'axis' })),
  concatenate: row('xs, axis=0', ofEqualRanks('xs', via('torch.cat', { tensors: 'xs', dim: 'axis' }))),
  stack: row('x, axis=0', via('torch.stack', { tensors: 'x', dim: 'axis' })),
  split: row('x, indices_or_sections, axis=0', split),
  unstack: row('x, num=None, axis=0', via('torch.unbind', { input: 'x', dim: 'axis' })),
  hstack: row('xs', via('numpy.hstack', { tensors: 'xs' })),
  vstack: row('xs', via('numpy.vstack', { tensors: 'xs' })),
  tile: row('x, repeats', via('numpy.tile', { input: 'x', dims: 'repeats' })),
  repeat: row('x, repeats, axis=None', via('numpy.repeat', { input: 'x', repeats: 'repeats', dim: 'axis' })),
  pad: row('x, pad_width, mode=constant, **kwargs', via('numpy.pad', { input: 'x', pad_width: 'pad_width' })),
  moveaxis: row(
    'x, source, destination',
    via('torch.movedim', { input: 'x', source: 'source', destination: 'destination' }),
  ),
  swapaxes: row('x, axis1, axis2', via('torch.transpose', { input: 'x', dim0: 'axis1', dim1: 'axis2' })),
  broadcast_to: row('x, shape', via('torch.Tensor.expand', { input: 'x', sizes: 'shape' })),
  ravel: row('x', via('keras.backend.flatten', { x: 'x' })),
  slice: row('inputs, start_indices, shape', via('tfjs.slice', { x: 'inputs', begin: 'start_indices', size: 'shape' })),
  take: row('x, indices, axis=None', taken),
  shape: row('x', renamed(sizesOf, { input: 'x' })),
  top_k: row('x, k, sorted=True', renamed(largest, { input: 'x' })),
};

const MAKING: Table = {
  zeros: row('shape, dtype=None', sizedBy('shape', 'float')),
  ones: row('shape, dtype=None', sizedBy('shape', 'float')),
  full: row('shape, fill_value, dtype=None', sizedBy('shape')),
  eye: row('N, M=None, k=0, dtype=None', via('tensorflow.eye', { num_rows: 'N', num_columns: 'M' })),
  arange: row(
    'start, stop=None, step=1, dtype=None',
    via('numpy.arange', { start: 'start', end: 'stop', step: 'step', dtype: NONE }),
  ),
  linspace: row('start, stop, num=50, **kwargs', via('tensorflow.linspace', { num: 'num' })),
  convert_to_tensor: row('x, dtype=None, sparse=None', renamed(constant, { value: 'x', shape: NONE })),
  one_hot: row('x, num_classes, axis=-1, dtype=None', (call) =>
    numberOf(call, 'axis') === -1 ? renamed(oneHot, { indices: 'x', depth: 'num_classes', axis: NONE })(call) : UNKNOWN,
  ),
  meshgrid: row('*x, indexing=xy', via('numpy.meshgrid', { vectors: 'x', indexing: 'indexing' })),
};

const PRODUCTS: Table = {
  matmul: row('x1, x2', via('torch.matmul', { input: 'x1', other: 'x2' })),
  dot: row('x1, x2', via('numpy.dot', { input: 'x1', other: 'x2' })),
  tensordot: row('x1, x2, axes=2', via('torch.tensordot', { a: 'x1', b: 'x2', dims: 'axes', out: NONE })),
  outer: row('x1, x2', via('torch.outer', { input: 'x1', vec2: 'x2', out: NONE })),
  einsum: row('subscripts, *operands, **kwargs', via('torch.einsum', { equation: 'subscripts', operands: 'operands' })),
  where: row('condition, x1=None, x2=None', (call) =>
    isNone(call, 'x2') ? UNKNOWN : via('torch.where', { condition: 'condition', input: 'x1', other: 'x2' })(call),
  ),
};

const RANDOM = 'shape, *args, **kwargs';

export const OPS: Table = {
  ...prefixed(['keras.ops.'], {
    ...unaries(UNARY),
    ...pairwise(BINARY, 'x1', 'x2'),
    ...Object.fromEntries(
      SORTING.split(' ').map((name) => [
        name,
        row(`x, axis=${name.startsWith('cum') ? 'None' : '-1'}, dtype=None`, along),
      ]),
    ),
    ...REDUCING,
    ...SHAPING,
    ...MAKING,
    ...PRODUCTS,
    'image.resize': row(
      'images, size, interpolation=bilinear, antialias=False, data_format=None, **kwargs',
      via('tensorflow.image.resize', {
        images: 'images',
        size: 'size',
        preserve_aspect_ratio: { kind: 'boolean', value: false },
      }),
    ),
  }),
  ...prefixed(['keras.random.'], {
    ...Object.fromEntries(
      ['normal', 'uniform', 'truncated_normal'].map((name) => [name, row(RANDOM, sizedBy('shape', 'float'))]),
    ),
    randint: row(RANDOM, sizedBy('shape')),
    ...unaries('dropout shuffle'),
  }),
};
