import { add, multiply, product, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { categoryOf } from '../../domain/element-type';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { integer, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import {
  asFunction,
  booleanOf,
  derived,
  integerOf,
  isNone,
  layer,
  perAxis,
  sizesIn,
  tensorOf,
  valueOf,
  weighted,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { windowAt } from './convolution';
import { floatOf, typed } from './types';
import { windows } from './window';

/** (N, C, …) sampled at a grid (N, …, axes) → (N, C, … of the grid) */
const gridSample: Rule = (call) => {
  const [input, grid] = [tensorOf(call), tensorOf(call, 'grid')];
  if (input.shape.open || grid.shape.open || grid.shape.dimensions.length < 2) return derived(input, ANY_SHAPE);
  const [batch, channels] = input.shape.dimensions;
  if (batch === undefined || channels === undefined) return derived(input, ANY_SHAPE);
  return derived(input, shape([batch, channels, ...grid.shape.dimensions.slice(1, -1)]));
};

/** A grid (N, …, axes) for outputs of size (N, C, …). */
const affineGrid: Rule = (call) => {
  const theta = tensorOf(call, 'theta');
  const sizes = sizesIn(valueOf(call, 'size'))?.map((size) => size ?? unknownDimension());
  const [batch, , ...space] = sizes ?? [];
  return derived(theta, batch === undefined ? ANY_SHAPE : shape([batch, ...space, space.length]));
};

/** How many windows there are in all. */
function blocks(call: Call, space: readonly Dimension[]): Dimension {
  const read = (name: string): Value => valueOf(call, name);
  return product(space.map((size, axis) => windows(size, windowAt(read, 2, axis))));
}

const kernelArea = (call: Call): Dimension =>
  product(perAxis(valueOf(call, 'kernel_size'), 2).map((size) => size ?? unknownDimension()));

/** (N, C, H, W) → (N, C·k·k, windows) */
const unfold: Rule = (given) => {
  const call = asFunction(given);
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  if (open || dimensions.length < 3 || dimensions.length > 4) return derived(input, ANY_SHAPE);
  const [channels, ...space] = dimensions.slice(-3) as [Dimension, Dimension, Dimension];
  return derived(input, shape([...dimensions.slice(0, -3), multiply(channels, kernelArea(call)), blocks(call, space)]));
};

/** (N, C·k·k, windows) → (N, C, H, W) */
const fold: Rule = (given) => {
  const call = asFunction(given);
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  if (open || dimensions.length < 2 || dimensions.length > 3) return derived(input, ANY_SHAPE);
  const sizes = perAxis(valueOf(call, 'output_size'), 2).map((size) => size ?? unknownDimension());
  const channels = floorDivide(dimensions.at(-2)!, kernelArea(call));
  return derived(input, shape([...dimensions.slice(0, -2), channels, ...sizes]));
};

/** (…, n) → (…, (n − 1)s − 2p + k), or the size that is asked for. */
const unpool =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const input = tensorOf(call);
    const { open, dimensions } = input.shape;
    if (open || dimensions.length <= rank || (call.arguments.has('output_size') && !isNone(call, 'output_size')))
      return derived(input, ANY_SHAPE);
    const read = (name: string): Value => (name === 'dilation' ? integer(1) : valueOf(call, name));
    const space = dimensions.slice(-rank).map((size, axis) => {
      const { kernel, stride, padding } = windowAt(read, rank, axis);
      if (kernel === undefined || stride === undefined || padding === undefined) return unknownDimension();
      return add(subtract(multiply(subtract(size, 1), stride), multiply(padding, 2)), kernel);
    });
    return derived(input, shape([...dimensions.slice(0, -rank), ...space]));
  };

/** Powers averaged over windows without padding. */
const powerPool =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const input = tensorOf(call);
    const { open, dimensions } = input.shape;
    const ceil = booleanOf(call, 'ceil_mode');
    if (open || dimensions.length <= rank || ceil === undefined) return derived(input, ANY_SHAPE);
    const read = (name: string): Value => {
      if (name === 'padding') return integer(0);
      return name === 'dilation' ? integer(1) : valueOf(call, name);
    };
    const space = dimensions.slice(-rank).map((size, axis) => windows(size, windowAt(read, rank, axis), ceil));
    return tensor(shape([...dimensions.slice(0, -rank), ...space]), typed(floatOf(call.machine, input.type)));
  };

/** Pooled to the size asked for, or to a fraction. */
const fractional =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const input = tensorOf(call);
    const { open, dimensions } = input.shape;
    const indices = booleanOf(call, 'return_indices');
    if (open || dimensions.length <= rank || isNone(call, 'output_size') || indices === undefined) return UNKNOWN;
    const sizes = perAxis(valueOf(call, 'output_size'), rank).map((size) => size ?? unknownDimension());
    const pooled = derived(input, shape([...dimensions.slice(0, -rank), ...sizes]));
    return indices ? tuple([pooled, tensor(pooled.shape, { type: 'int64' })]) : pooled;
  };

/** Halved along an axis: one half gates the other. */
const glu: Rule = (given) => {
  const call = asFunction(given);
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const axis = integerOf(call, 'dim');
  const at = typeof axis !== 'number' ? undefined : axis < 0 ? axis + dimensions.length : open ? undefined : axis;
  const size = at === undefined ? undefined : dimensions[at];
  if (at === undefined || size === undefined) return derived(input, ANY_SHAPE);
  return derived(input, shape(dimensions.with(at, floorDivide(size, 2)), open));
};

/** Sums of the rows that stand in one bag: (B, n) → (B, width); with offsets a bag for each. */
const bag =
  (width: (call: Call) => Dimension): Rule =>
  (call) => {
    const input = tensorOf(call).shape;
    const offsets = call.arguments.get('offsets');
    if (input.open) return tensor(ANY_SHAPE);
    const count =
      input.dimensions.length === 2
        ? input.dimensions[0]
        : offsets?.kind === 'tensor'
          ? offsets.shape.dimensions[0]
          : undefined;
    const last = call.arguments.get('include_last_offset');
    const plain = last === undefined || (last.kind === 'boolean' && !last.value);
    return tensor(shape([plain ? (count ?? unknownDimension()) : unknownDimension(), width(call)]), { type: 'float' });
  };

const sized = (value: Value): Dimension => (value.kind === 'integer' ? value.value : unknownDimension());
const layerWidth = (call: Call): Dimension => {
  const all = asFunction(call).arguments.get('embedding_dim');
  return all ? sized(all) : unknownDimension();
};
const weightWidth = (call: Call): Dimension => tensorOf(call, 'weight').shape.dimensions.at(-1) ?? unknownDimension();
const ofLayer: Rule = (call) =>
  bag(layerWidth)({
    ...call,
    arguments: new Map([
      ...call.arguments,
      ['include_last_offset', asFunction(call).arguments.get('include_last_offset') ?? UNKNOWN],
    ]),
  });

/** Old programs pass the weights first, which PyTorch notices by the types. */
const functionalBag: Rule = (call) => {
  const [input, weight] = [tensorOf(call), tensorOf(call, 'weight')];
  const older = weight.type === 'int64' && input.type !== undefined && categoryOf(input.type) === 'float';
  const swapped = [['input', weight] as const, ['weight', input] as const];
  return bag(weightWidth)(older ? { ...call, arguments: new Map([...call.arguments, ...swapped]) } : call);
};

const UNPOOL = 'kernel_size, stride=None, padding=0';
const WINDOW = 'kernel_size, dilation=1, padding=0, stride=1';
const power = (rank: number): Table => ({
  ...layer(`torch.nn.LPPool${rank}d`, 'norm_type, kernel_size, stride=None, ceil_mode=False', powerPool(rank)),
  [`torch.nn.functional.lp_pool${rank}d`]: row(
    'input, norm_type, kernel_size, stride=None, ceil_mode=False',
    powerPool(rank),
  ),
});
const unpools = (rank: number): Table => ({
  ...layer(`torch.nn.MaxUnpool${rank}d`, UNPOOL, unpool(rank), 'input, indices, output_size=None'),
  [`torch.nn.functional.max_unpool${rank}d`]: row(`input, indices, ${UNPOOL}, output_size=None`, unpool(rank)),
});
const FRACTION = 'kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None';
const fractions = (rank: number): Table => ({
  ...layer(`torch.nn.FractionalMaxPool${rank}d`, FRACTION, fractional(rank)),
  [`torch.nn.functional.fractional_max_pool${rank}d`]: row(`input, ${FRACTION}`, fractional(rank)),
});

/** Windows taken apart and put together, grids, bags, and poolings of other kinds. */
export const SAMPLING: Table = {
  ...layer('torch.nn.Unfold', WINDOW, unfold),
  ...layer('torch.nn.Fold', `output_size, ${WINDOW}`, fold),
  'torch.nn.functional.unfold': row(`input, ${WINDOW}`, unfold),
  'torch.nn.functional.fold': row(`input, output_size, ${WINDOW}`, fold),
  'torch.nn.functional.grid_sample': row(
    'input, grid, mode=bilinear, padding_mode=zeros, align_corners=None',
    gridSample,
  ),
  'torch.nn.functional.affine_grid': row('theta, size, align_corners=None', affineGrid),
  ...power(1),
  ...power(2),
  ...unpools(1),
  ...unpools(2),
  ...unpools(3),
  ...fractions(2),
  ...fractions(3),
  ...layer('torch.nn.GLU', 'dim=-1', glu),
  'torch.nn.functional.glu': row('input, dim=-1', glu),
  ...weighted(
    'torch.nn.EmbeddingBag',
    'num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode=mean, sparse=False, _weight=None, include_last_offset=False, padding_idx=None',
    ofLayer,
    'input, offsets=None, per_sample_weights=None',
  ),
  'torch.nn.functional.embedding_bag': row(
    'input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode=mean, sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None',
    functionalBag,
  ),
};
