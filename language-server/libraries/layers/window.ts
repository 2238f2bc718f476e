import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape, type Shape } from '../../domain/shape';
import { ANY_TENSOR, tensor, type Tensor, type Value } from '../../interpreter/value';
import { mismatch, perAxis } from '../call';
import type { Call, Rule } from '../library';
import { room, windows, type Window } from '../torch/window';
import { buildFor, channelsAxis, flagSetting, inputOf, setting, sizeSetting, textSetting, type Axes } from './setting';

const SPACE = ['length', 'height, width', 'depth, height, width'];

/** The axes of images and sequences: the batch, `rank` axes of space, the channels. */
const spatial = (rank: number): Axes => ({
  exactly: rank + 2,
  named: `batch, ${SPACE[rank - 1]!}, channels`,
  missing: 'add the axis that is missing: one of size 1 for the channels (last), or for the batch (first)',
});

/** Replaces the axes of space, and the channels where told. */
function mapSpace(
  call: Call,
  { dimensions, open }: Shape,
  size: (before: Dimension, axis: number) => Dimension,
  channels?: Dimension,
): Shape {
  const place = channelsAxis(call, { dimensions, open });
  if (place === undefined) return shape(dimensions.map((size, i) => (i === 0 ? size : unknownDimension())));
  const first = place === 1 ? 2 : 1;
  return shape(
    dimensions.map((before, i) => {
      if (i === 0) return before;
      return i === place ? (channels ?? before) : size(before, i - first);
    }),
    open,
  );
}

function channelsOf(call: Call, { shape: whole }: Tensor): Dimension | undefined {
  const place = channelsAxis(call, whole);
  return place === undefined ? undefined : whole.dimensions[place];
}

function windowAt(call: Call, kernel: string, rank: number, axis: number): Window {
  const strides = setting(call, 'strides');
  const kernels = perAxis(setting(call, kernel), rank);
  const dilation = setting(call, 'dilation_rate');
  return {
    kernel: kernels[axis],
    stride: strides.kind === 'none' ? kernels[axis] : perAxis(strides, rank)[axis],
    padding: 0,
    dilation: dilation.kind === 'unknown' || dilation.kind === 'none' ? 1 : perAxis(dilation, rank)[axis],
  };
}

/** 'same': ⌈n/s⌉; 'valid': ⌊(n − d(k − 1) − 1)/s⌋ + 1; 'causal' keeps the length of stride 1. */
function outputSize(size: Dimension, window: Window, padding: string | undefined): Dimension {
  const { stride } = window;
  if (padding === undefined || stride === undefined) return unknownDimension();
  return padding === 'valid' ? windows(size, window) : ceilDivide(size, stride);
}

/** TensorFlow.js takes windows of which none fits, ⌈(n − d(k − 1))/s⌉ = 0, and refuses less than none. */
function tooLarge(call: Call, input: Tensor, size: Dimension, window: Window, padding: string | undefined): boolean {
  const left = padding === 'valid' ? room(size, window) : undefined;
  if (left === undefined || sign(call.machine.javascript ? add(left, window.stride ?? 1) : left) !== -1) return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `at least the kernel's size, ${printDimension(window.kernel ?? 0)}`,
    advice: swapped(call, input) ?? "use padding='same', a smaller kernel, or fewer poolings before",
    inputs: [input],
  });
  return true;
}

/** Channels of a picture, one or three, where the layer looks for the height. */
function swapped(call: Call, { shape: whole }: Tensor): string | undefined {
  const [, first, , last] = whole.dimensions;
  const picture = whole.dimensions.length === 4 && (first === 1 || first === 3) && channelsAxis(call, whole) === 3;
  if (!picture || typeof last !== 'number' || last <= first) return undefined;
  const format = call.machine.javascript ? "dataFormat: 'channelsFirst'" : "data_format='channels_first'";
  return `the layer takes the channels last: move them there, or say ${format}`;
}

function slid(call: Call, input: Tensor, rank: number, kernel: string, channels?: Dimension): Value {
  const padding = textSetting(call, 'padding')?.toLowerCase();
  const result = mapSpace(
    call,
    input.shape,
    (size, axis) => {
      const window = windowAt(call, kernel, rank, axis);
      return tooLarge(call, input, size, window, padding) ? unknownDimension() : outputSize(size, window, padding);
    },
    channels,
  );
  return tensor(result, { type: 'float' });
}

/** (B, …space, C) → (B, …windows, filters) */
export const convolution =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    if (!input || input.shape.open) return ANY_TENSOR;
    buildFor(call, input, channelsOf(call, input));
    return slid(call, input, rank, 'kernel_size', sizeSetting(call, 'filters') ?? unknownDimension());
  };

/** Every channel by itself: C · depth_multiplier of them. */
export const depthwise =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    if (!input || input.shape.open) return ANY_TENSOR;
    const channels = channelsOf(call, input);
    buildFor(call, input, channels);
    const multiplier = sizeSetting(call, 'depth_multiplier');
    return slid(
      call,
      input,
      rank,
      'kernel_size',
      multiplier === undefined || channels === undefined ? unknownDimension() : multiply(channels, multiplier),
    );
  };

/** 'same': n·s; 'valid': n·s + max(k − s, 0). */
export const transposedConvolution =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    if (!input || input.shape.open) return ANY_TENSOR;
    buildFor(call, input, channelsOf(call, input));
    const padding = textSetting(call, 'padding')?.toLowerCase();
    const plain = /^(none|unknown)$/.test(setting(call, 'output_padding').kind);
    const grown = (size: Dimension, axis: number): Dimension => {
      const { kernel, stride, dilation } = windowAt(call, 'kernel_size', rank, axis);
      if (!plain || padding === undefined || stride === undefined || kernel === undefined || dilation !== 1)
        return unknownDimension();
      if (padding === 'same') return multiply(size, stride);
      const beyond = subtract(kernel, stride);
      if (sign(beyond) === undefined) return unknownDimension();
      return sign(beyond) === 1 ? add(multiply(size, stride), beyond) : multiply(size, stride);
    };
    return tensor(mapSpace(call, input.shape, grown, sizeSetting(call, 'filters') ?? unknownDimension()), {
      type: 'float',
    });
  };

export const pooling =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    return !input || input.shape.open ? ANY_TENSOR : slid(call, input, rank, 'pool_size');
  };

/** (B, …space, C) → (B, C), or with 1 for each axis of space. */
export const globalPooling =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    const keep = setting(call, 'keepdims').kind === 'unknown' ? false : flagSetting(call, 'keepdims');
    if (!input || input.shape.open || keep === undefined) return ANY_TENSOR;
    const { dimensions } = input.shape;
    const place = channelsAxis(call, input.shape);
    const channels = place === undefined ? unknownDimension() : dimensions[place]!;
    return tensor(keep ? mapSpace(call, input.shape, () => 1) : shape([dimensions[0]!, channels]), { type: 'float' });
  };

/** n·size along each axis of space. */
export const upsampling =
  (rank: number): Rule =>
  (call) => {
    const input = inputOf(call, spatial(rank));
    if (!input || input.shape.open) return ANY_TENSOR;
    const factors = perAxis(setting(call, 'size'), rank);
    return tensor(
      mapSpace(call, input.shape, (size, axis) =>
        factors[axis] === undefined ? unknownDimension() : multiply(size, factors[axis]),
      ),
      { type: 'float' },
    );
  };
