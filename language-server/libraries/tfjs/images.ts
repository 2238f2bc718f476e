import { amount, numberOfAxes } from '../../domain/amount';
import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, axisOf, printShape, shape } from '../../domain/shape';
import { tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { certainlyUnlike } from './arithmetic';
import { sizesOf } from './from-values';
import { isBeyond, outputSize, windowOf } from './window';
import { inputOf, like } from './tensors';

/** Images, or one, as (height, width, channels); undefined, and reported, where it can't be one. */
function imagesOf(call: Call, rank: number, name = 'x'): Tensor | undefined {
  const input = inputOf(call, name);
  const { open, dimensions } = input.shape;
  if (open) return input;
  if (dimensions.length === rank + 2 || dimensions.length === rank + 1) return input;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
    expected: `${rank + 2} axes (batch, space, channels), or ${rank + 1} without the batch`,
    advice: 'reshape the input, or add the missing axis with expandDims',
    inputs: [input],
  });
  return undefined;
}

/** Windows over the axes of space; `channels` where they change. */
function slide(call: Call, input: Tensor, kernel: readonly (Dimension | undefined)[], channels?: Dimension): Value {
  const { open, dimensions } = input.shape;
  const format = stringOf(call, 'dataFormat');
  if (open || (format !== undefined && !/^N?[DHW]+C$/.test(format))) return tensor(ANY_SHAPE);
  const padding = valueOf(call, 'pad');
  const first = dimensions.length - 1 - kernel.length;
  const small = dimensions.findIndex(
    (size, i) => i >= first && i < dimensions.length - 1 && isBeyond(size, windowOf(call, kernel, i - first), padding),
  );
  if (small >= 0) return tooSmall(call, input, kernel[small - first] ?? 0);
  const sizes = dimensions.map((size, i) => {
    if (i === dimensions.length - 1) return channels ?? size;
    return i < first ? size : outputSize(size, windowOf(call, kernel, i - first), padding);
  });
  return tensor(shape(sizes), { type: 'float' });
}

function tooSmall(call: Call, input: Tensor, kernel: Dimension): Value {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `at least the window's size, ${printDimension(kernel)}`,
    advice: "use 'same', or a smaller window",
    inputs: [input],
  });
  return tensor(ANY_SHAPE);
}

/** (B, …space, C) with a filter (…kernel, C, filters) → (B, …windows, filters) */
const convolution =
  (rank: number): Rule =>
  (call) => {
    const [input, filter] = [imagesOf(call, rank), inputOf(call, 'filter')];
    const sizes = filter.shape.dimensions;
    if (!input || filter.shape.open || sizes.length !== rank + 2) return UNKNOWN;
    checkChannels(call, input, filter, sizes.at(-2)!);
    return slide(call, input, sizes.slice(0, rank), sizes.at(-1));
  };

function checkChannels(call: Call, input: Tensor, filter: Tensor, wanted: Dimension): void {
  const channels = input.shape.dimensions.at(-1);
  const format = stringOf(call, 'dataFormat');
  if (format !== undefined && !format.endsWith('C')) return;
  if (typeof channels !== 'number' || typeof wanted !== 'number' || channels === wanted) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, with ${amount(channels, 'channel')}`,
    expected: `${wanted}, as the filter of shape ${printShape(filter.shape)} has`,
    advice: 'make the filter (…kernel, input channels, filters)',
    inputs: [input, filter],
  });
}

/** (kh, kw, C, m): C · m channels. */
const depthwise: Rule = (call) => {
  const [input, filter] = [imagesOf(call, 2), inputOf(call, 'filter')];
  const sizes = filter.shape.dimensions;
  if (!input || filter.shape.open || sizes.length !== 4) return UNKNOWN;
  checkChannels(call, input, filter, sizes[2]!);
  const [channels, times] = [sizes[2]!, sizes[3]!];
  const out = typeof channels === 'number' && typeof times === 'number' ? channels * times : unknownDimension();
  return slide(call, input, sizes.slice(0, 2), out);
};

const separable: Rule = (call) => {
  const [input, filter, point] = [imagesOf(call, 2), inputOf(call, 'filter'), inputOf(call, 'pointwise')];
  const sizes = filter.shape.dimensions;
  if (!input || filter.shape.open || sizes.length !== 4 || point.shape.open) return UNKNOWN;
  checkChannels(call, input, filter, sizes[2]!);
  const [channels, times] = [sizes[2]!, sizes[3]!];
  const wanted = shape([1, 1, multiply(channels, times), point.shape.dimensions.at(-1) ?? 1]);
  if (certainlyUnlike(wanted, point.shape))
    mismatch(call, {
      received: `a pointwise filter of shape ${printShape(point.shape)}`,
      expected: `${printShape(wanted)}, as the depthwise filter has ${amount(channels, 'channel')} of ${printDimension(times)}`,
      advice: 'make it (1, 1, channels · multiplier, filters)',
      inputs: [point, filter],
    });
  return slide(call, input, sizes.slice(0, 2), point.shape.dimensions.at(-1));
};

/** The output's shape stands in the call. */
const transposed: Rule = (call) => {
  const sizes = sizesOf(valueOf(call, 'outputShape'));
  const [input, filter] = [inputOf(call), inputOf(call, 'filter')];
  checkTransposed(call, input, filter, sizes);
  return sizes && !input.shape.open && sizes.length === input.shape.dimensions.length
    ? tensor(shape(sizes), { type: 'float' })
    : UNKNOWN;
};

/** The filter is (…kernel, output channels, input channels). */
function checkTransposed(call: Call, input: Tensor, filter: Tensor, sizes: readonly Dimension[] | undefined): void {
  const [out, into] = filter.shape.dimensions.slice(-2);
  const channels = input.shape.dimensions.at(-1);
  const pairs = [
    [into, channels],
    [out, sizes?.at(-1)],
  ] as const;
  if (filter.shape.open || !pairs.some(([a, b]) => a !== undefined && b !== undefined && different(a, b))) return;
  mismatch(call, {
    received: `a filter of shape ${printShape(filter.shape)} for an input of shape ${printShape(input.shape)}`,
    expected: 'the channels of the output and then those of the input as its last two sizes',
    advice: 'make the filter (…kernel, output channels, input channels)',
    inputs: [filter, input],
  });
}

const pooling =
  (rank: number): Rule =>
  (call) => {
    const input = imagesOf(call, rank);
    const size = valueOf(call, 'filterSize');
    const kernel = Array.from({ length: rank }, (_, i) => {
      const one = elementsIn(size)?.[i] ?? size;
      return one.kind === 'integer' ? one.value : undefined;
    });
    return input ? slide(call, input, kernel) : UNKNOWN;
  };

/** To a height and a width. */
const resized: Rule = (call) => {
  const input = imagesOf(call, 2);
  const sizes = sizesOf(valueOf(call, 'size'));
  if (!input || input.shape.open || sizes?.length !== 2) return UNKNOWN;
  const { dimensions } = input.shape;
  return tensor(shape([...dimensions.slice(0, -3), ...sizes, dimensions.at(-1)!]), { type: 'float' });
};

const channelsTo =
  (channels: number): Rule =>
  (call) => {
    const input = inputOf(call);
    return axisOf(input.shape, -1) === undefined
      ? UNKNOWN
      : like(input, shape([...input.shape.dimensions.slice(0, -1), channels], input.shape.open));
  };

/** Images in a batch: four axes. */
const same: Rule = (call) => {
  const input = inputOf(call);
  const { open, dimensions } = input.shape;
  if (open || dimensions.length === 4) return like(input, input.shape);
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: '4 axes (batch, height, width, channels)',
    advice: 'add the batch with expandDims',
    inputs: [input],
  });
  return UNKNOWN;
};

/** (boxes, height, width, channels) */
const cropped: Rule = (call) => {
  const [input, boxes] = [inputOf(call).shape, inputOf(call, 'boxes').shape];
  const sizes = sizesOf(valueOf(call, 'size'));
  if (input.open || boxes.open || sizes?.length !== 2) return UNKNOWN;
  return tensor(shape([boxes.dimensions[0]!, ...sizes, input.dimensions.at(-1)!]), { type: 'float' });
};

const pools = (name: string): Row =>
  row('x, filterSize, strides, pad, dimRoundingMode=None', pooling(2 + (name.endsWith('3d') ? 1 : 0)));

type Row = ReturnType<typeof row>;

const CONVOLUTION = 'x, filter, strides, pad';

export const IMAGES: Table = {
  ...Object.fromEntries(
    ['tfjs.', 'tfjs.Tensor.'].flatMap((prefix) => [
      [`${prefix}conv1d`, row(`${CONVOLUTION}, dataFormat=NWC, dilations=1, *rest`, convolution(1))],
      [`${prefix}conv2d`, row(`${CONVOLUTION}, dataFormat=NHWC, dilations=1, *rest`, convolution(2))],
      [`${prefix}conv3d`, row(`${CONVOLUTION}, dataFormat=NDHWC, dilations=1, *rest`, convolution(3))],
      [`${prefix}depthwiseConv2d`, row(`${CONVOLUTION}, dataFormat=NHWC, dilations=1, *rest`, depthwise)],
      [`${prefix}separableConv2d`, row('x, filter, pointwise, strides, pad, dilations=1, dataFormat=NHWC', separable)],
      [`${prefix}conv2dTranspose`, row('x, filter, outputShape, strides, pad, *rest', transposed)],
      [`${prefix}conv3dTranspose`, row('x, filter, outputShape, strides, pad, *rest', transposed)],
      ...['maxPool', 'avgPool', 'maxPool3d', 'avgPool3d'].map((name) => [`${prefix}${name}`, pools(name)] as const),
    ]),
  ),
  'tfjs.pool': row('x, filterSize, type, pad, dilations=1, strides=1, *rest', pooling(2)),
  'tfjs.image.resizeBilinear': row('x, size, *rest', resized),
  'tfjs.image.resizeNearestNeighbor': row('x, size, *rest', resized),
  'tfjs.Tensor.resizeBilinear': row('x, size, *rest', resized),
  'tfjs.Tensor.resizeNearestNeighbor': row('x, size, *rest', resized),
  'tfjs.image.flipLeftRight': row('x', same),
  'tfjs.image.rotateWithOffset': row('x, *rest', same),
  'tfjs.image.grayscaleToRGB': row('x', channelsTo(3)),
  'tfjs.image.rgbToGrayscale': row('x', channelsTo(1)),
  'tfjs.image.cropAndResize': row('x, boxes, boxInd, size, *rest', cropped),
};
