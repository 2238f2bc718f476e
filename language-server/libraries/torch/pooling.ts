import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { asFunction, booleanOf, derived, elementsIn, integerIn, layer, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { tooLarge, windowAt, wrongRank } from './convolution';
import { windows, type Window } from './window';
import { integer } from '../../interpreter/value';

/** Replaces the sizes of the last `rank` axes. */
function overSpace(call: Call, rank: number, output: (size: Dimension, axis: number) => Dimension): Value {
  const input = tensorOf(call);
  if (wrongRank(call, input, rank)) return UNKNOWN;
  const { dimensions, open } = input.shape;
  const space = dimensions.slice(-rank);
  while (space.length < rank) space.unshift(unknownDimension());
  const before = dimensions.slice(0, Math.max(0, dimensions.length - rank));
  return derived(input, shape([...before, ...space.map(output)], open));
}

const pooling =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const read = (name: string): Value =>
      name === 'dilation' && !call.arguments.has(name) ? integer(1) : valueOf(call, name);
    const window = (axis: number): Window => windowAt(read, rank, axis);
    const space = tensorOf(call).shape.dimensions.slice(-rank);
    const ceil = booleanOf(call, 'ceil_mode');
    // Rounded up, a last window may hang over the end, so that even one that is larger than the input may count.
    if (ceil === false && space.length === rank && tooLarge(call, tensorOf(call), space, window)) return UNKNOWN;
    const pooled = overSpace(call, rank, (size, axis) =>
      ceil === undefined ? unknownDimension() : windows(size, window(axis), ceil),
    );
    if (!call.arguments.has('return_indices')) return pooled;
    const indices = booleanOf(call, 'return_indices');
    return indices === false ? pooled : indices ? tuple([pooled, placesOf(pooled)]) : UNKNOWN;
  };

/** Where the largest entries stood. */
const placesOf = (pooled: Value): Value =>
  pooled.kind === 'tensor' ? tensor(pooled.shape, { type: 'int64' }) : UNKNOWN;

/** Averages of all that there is are means, which PyTorch takes over the last axes of any number. */
function asMean(input: Tensor, rank: number, output: (size: Dimension, axis: number) => Dimension): Value {
  const { dimensions, open } = input.shape;
  const space = dimensions.slice(-rank).map(output);
  return derived(input, shape([...dimensions.slice(0, -rank), ...space], open));
}

/** Sizes as asked for; None keeps the input's. */
const adaptive =
  (rank: number): Rule =>
  (given) => {
    const call = asFunction(given);
    const wanted = valueOf(call, 'output_size');
    const sizes = Array.from({ length: rank }, (_, axis) => elementsIn(wanted)?.[axis] ?? wanted);
    const output = (size: Dimension, axis: number): Dimension =>
      sizes[axis]!.kind === 'none' ? size : (integerIn(sizes[axis]!) ?? unknownDimension());
    const input = tensorOf(call);
    const whole = rank > 1 && /avg/i.test(call.name) && sizes.every((size) => integerIn(size) === 1);
    const mean = whole && input.shape.dimensions.length >= rank;
    return mean ? asMean(input, rank, output) : overSpace(call, rank, output);
  };

/** With the places of the largest entries where they are asked for. */
const adaptiveMax =
  (rank: number): Rule =>
  (call) => {
    const pooled = adaptive(rank)(call);
    const indices = booleanOf(asFunction(call), 'return_indices');
    return indices === false ? pooled : indices ? tuple([pooled, placesOf(pooled)]) : UNKNOWN;
  };

const MAX = 'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False';
const MAX_FUNCTION = 'kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False';
const MAX_PLAIN = 'kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False';
const AVERAGE = 'kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None';

const rows = (rank: number): Table => ({
  ...layer(`torch.nn.MaxPool${rank}d`, MAX, pooling(rank)),
  ...layer(`torch.nn.AvgPool${rank}d`, AVERAGE, pooling(rank)),
  ...layer(`torch.nn.AdaptiveAvgPool${rank}d`, 'output_size', adaptive(rank)),
  ...layer(`torch.nn.AdaptiveMaxPool${rank}d`, 'output_size, return_indices=False', adaptiveMax(rank)),
  ...prefixed(['torch.nn.functional.'], {
    [`max_pool${rank}d`]: row(`input, ${MAX_FUNCTION}`, pooling(rank)),
    [`avg_pool${rank}d`]: row(`input, ${AVERAGE}`, pooling(rank)),
    [`adaptive_avg_pool${rank}d`]: row('input, output_size', adaptive(rank)),
    [`adaptive_max_pool${rank}d`]: row('input, output_size, return_indices=False', adaptiveMax(rank)),
  }),
});

/** Those that stand in torch itself: all poolings of one axis, and maxima. */
const plain: Table = {
  ...Object.fromEntries([1, 2, 3].map((rank) => [`max_pool${rank}d`, row(`input, ${MAX_PLAIN}`, pooling(rank))])),
  avg_pool1d: row('input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True', pooling(1)),
  adaptive_avg_pool1d: row('input, output_size', adaptive(1)),
};

export const POOLING: Table = { ...rows(1), ...rows(2), ...rows(3), ...prefixed(['torch.'], plain) };
