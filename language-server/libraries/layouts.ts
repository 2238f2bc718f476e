/** In which order the axes of a tensor lie in memory, where PyTorch makes it dense. */
import { axisOf } from '../domain/shape';
import type { Tensor, Value } from '../interpreter/value';
import { byName } from './by-name';
import { elementsIn, isNone, numberIn, numberOf, tensorOf, valueOf } from './call';
import type { Call } from './library';
import { areUsual } from './torch/weights';

/** Axes from the outermost to the innermost. */
type Order = readonly number[];

const MADE = /^torch\.(randn|rand|zeros|ones|empty|full|randint|arange|tensor)$/;

/** Layers and functions that write a new tensor, whatever they read. */
const WRITTEN = /^torch\.(nn\.(Linear|LayerNorm|Embedding)\.forward|nn\.functional\.(linear|layer_norm|embedding))$/;

const LAYERS =
  'Conv[123]d|ConvTranspose[123]d|BatchNorm[123]d|GroupNorm|InstanceNorm[123]d|(Max|Avg|AdaptiveMax|AdaptiveAvg)Pool[123]d|' +
  'Dropout[123]?d?|Identity|ReLU6?|LeakyReLU|PReLU|GELU|SiLU|Mish|ELU|Hardswish|Sigmoid|Tanh|Softmax|LogSoftmax|Softplus|' +
  'Upsample|PixelShuffle';

const FUNCTIONS =
  'relu6?|leaky_relu|gelu|silu|mish|elu|hardswish|sigmoid|tanh|(log_)?softmax|softplus|dropout|interpolate|' +
  '(max|avg|adaptive_max|adaptive_avg)_pool[123]d|add|sub|mul|div|neg|abs|exp|log|sqrt|pow|clamp|masked_fill|where|cat|stack';

/** What writes its result in the usual order where all that it reads lies in it. */
const ALIKE = new RegExp(`^torch\\.(nn\\.(${LAYERS})\\.forward|((nn\\.functional|Tensor)\\.)?(${FUNCTIONS}))$`);

const CONVOLUTION = 'torch.nn.Conv';

const MATMUL = /^torch\.(Tensor\.)?(matmul|bmm)$/;
const KEEPS = /^torch\.(Tensor\.)?(view|reshape|flatten|unflatten)$/;
const SWAPS = /^torch\.(Tensor\.)?(transpose|swapaxes|swapdims)$/;
const PERMUTES = /^torch\.(Tensor\.)?permute$/;

const natural = ({ shape }: Tensor): Order | undefined =>
  shape.open ? undefined : shape.dimensions.map((_, axis) => axis);

export const isNatural = (order: Order): boolean => order.every((axis, i) => axis === i);

/** Whether nothing else than the usual order is asked for. */
const isUsual = (call: Call): boolean => !call.arguments.has('memory_format') || isNone(call, 'memory_format');

/** Products of stacks of matrices are written anew. */
const isStacked = (call: Call): boolean =>
  [tensorOf(call), tensorOf(call, call.arguments.has('mat2') ? 'mat2' : 'other')].every(
    ({ shape }) => !shape.open && shape.dimensions.length >= 3,
  );

/** The order after axis i of the result was axis axes[i]. */
const reordered = (order: Order, axes: Order): Order | undefined =>
  new Set(axes).size === order.length ? order.map((axis) => axes.indexOf(axis)) : undefined;

function swapped(call: Call, { shape, order }: Tensor): Order | undefined {
  const [a, b] = ['dim0', 'dim1'].map((name) => axisOf(shape, numberOf(call, name) ?? NaN));
  if (!order || a === undefined || b === undefined) return undefined;
  return reordered(
    order,
    order.map((_, i) => (i === a ? b : i === b ? a : i)),
  );
}

function permuted(call: Call, { shape, order }: Tensor): Order | undefined {
  const axes = elementsIn(valueOf(call, 'dims'))?.map((each) => axisOf(shape, numberIn(each) ?? NaN));
  return order && axes?.every((axis) => axis !== undefined) ? reordered(order, axes) : undefined;
}

/** A call's tensors, also those in a list. */
const tensorsOf = (call: Call): Tensor[] =>
  [...call.arguments.values()]
    .flatMap((value) => (value.kind === 'list' || value.kind === 'tuple' ? (elementsIn(value) ?? []) : [value]))
    .filter((value) => value.kind === 'tensor');

/** Filters that were put in another order give theirs to what they make. */
const alike: Find = (call, result) => {
  const usual = tensorsOf(call).every(({ order }) => order && isNatural(order));
  return usual && (!call.name.startsWith(CONVOLUTION) || areUsual(call)) ? natural(result) : undefined;
};

type Find = (call: Call, result: Tensor) => Order | undefined;

/** A dense tensor in the usual order stays so in another shape. */
const kept: Find = (call, result) => {
  const { order } = tensorOf(call);
  return order && isNatural(order) ? natural(result) : undefined;
};

const orderBy = byName((name): Find | undefined => {
  if (MADE.test(name) || name === 'torch.Tensor.contiguous')
    return (call, result) => (isUsual(call) ? natural(result) : undefined);
  if (WRITTEN.test(name)) return (_, result) => natural(result);
  if (MATMUL.test(name)) return (call, result) => (isStacked(call) ? natural(result) : undefined);
  if (ALIKE.test(name)) return alike;
  if (KEEPS.test(name)) return kept;
  if (SWAPS.test(name)) return (call) => swapped(call, tensorOf(call));
  return PERMUTES.test(name) ? (call) => permuted(call, tensorOf(call)) : undefined;
});

/** What a call returns with the order of its axes. */
export function withOrder(call: Call, result: Value): Value {
  const find = result.kind === 'tensor' ? orderBy(call.name) : undefined;
  if (!find || result.kind !== 'tensor') return result;
  const order = find(call, result);
  return order?.length === result.shape.dimensions.length ? { ...result, order } : result;
}

/** How far apart neighbours along each axis are in memory. */
export function stridesOf(sizes: readonly number[], order: Order): number[] {
  const strides = sizes.map(() => 1);
  let step = 1;
  for (const axis of order.toReversed()) {
    strides[axis] = step;
    step *= sizes[axis]!;
  }
  return strides;
}

/**
 * Whether a tensor can be seen in another shape without a copy: axes are joined only where they are neighbours in
 * memory. As in PyTorch's `computeStride` (ATen/TensorUtils.cpp): from the last axis on, each run of neighbours must
 * hold as many entries as some of the new axes together.
 */
export function isViewable(sizes: readonly number[], strides: readonly number[], target: readonly number[]): boolean {
  let at = target.length - 1;
  let [base, run] = [strides.at(-1) ?? 1, 1];
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    run *= sizes[axis]!;
    if (axis > 0 && (sizes[axis - 1] === 1 || strides[axis - 1] === run * base)) continue;
    let seen = 1;
    while (at >= 0 && (seen < run || target[at] === 1)) seen *= target[at--]!;
    if (seen !== run) return false;
    [base, run] = [strides[axis - 1] ?? 1, 1];
  }
  return at < 0;
}
