/** `tf.nn`'s convolutions and poolings: images with their channels last, strides and windows for all four axes. */
import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { ANY_TENSOR, tensor, type Tensor } from '../../interpreter/value';
import { integerIn, mismatch, sizesIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { windows } from '../torch/window';

/** Of height and width: one number for both, one each, or one for every axis. */
function spatial(call: Call, name: string): (Dimension | undefined)[] {
  const value = valueOf(call, name);
  const sizes = sizesIn(value);
  if (!sizes) return [integerIn(value), integerIn(value)];
  return sizes.length === 4 ? sizes.slice(1, 3) : sizes.length === 2 ? sizes : [sizes[0], sizes[0]];
}

/** 'SAME': ⌈n/s⌉; 'VALID': ⌊(n − k)/s⌋ + 1. */
function slide(call: Call, size: Dimension, kernel: Dimension | undefined, stride: Dimension | undefined): Dimension {
  const padding = stringOf(call, 'padding')?.toUpperCase();
  if (stride === undefined || !/^(SAME|VALID)$/.test(padding ?? '')) return unknownDimension();
  return padding === 'SAME' ? ceilDivide(size, stride) : windows(size, { kernel, stride, padding: 0, dilation: 1 });
}

/** An image's four axes; undefined where they may be others. */
function imagesOf(call: Call): Tensor | undefined {
  const format = valueOf(call, 'data_format');
  const input = tensorOf(call);
  const last = format.kind === 'none' || (format.kind === 'string' && format.value === 'NHWC');
  return last && !input.shape.open && input.shape.dimensions.length === 4 ? input : undefined;
}

/** Pictures have four axes. */
function refuseRank(call: Call, input: Tensor): void {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: '4 axes (batch, height, width, channels)',
    advice: 'add the missing axis with tf.expand_dims, or reshape the input',
    inputs: [input],
  });
}

function slid(call: Call, input: Tensor, kernels: readonly (Dimension | undefined)[], channels: Dimension): Tensor {
  const [batch, height, width] = input.shape.dimensions;
  const strides = spatial(call, 'strides');
  const [h, w] = [height!, width!].map((size, i) => slide(call, size, kernels[i], strides[i]));
  return tensor(shape([batch!, h!, w!, channels]), { type: 'float' });
}

/** (B, H, W, C) with filters (h, w, C, out), or depthwise (h, w, C, multiplier). */
const convolution =
  (channels: (filter: readonly Dimension[]) => Dimension): Rule =>
  (call) => {
    const [input, filter] = [imagesOf(call), tensorOf(call, 'filters')];
    if (!tensorOf(call).shape.open && tensorOf(call).shape.dimensions.length < 4) refuseRank(call, tensorOf(call));
    const dilated = valueOf(call, 'dilations').kind !== 'none';
    const { open, dimensions } = filter.shape;
    if (!input || open || dimensions.length !== 4 || dilated) return ANY_TENSOR;
    checkChannels(call, input, filter);
    return slid(call, input, dimensions.slice(0, 2), channels(dimensions));
  };

/** Filters for a part of the channels each, of which there are as many for every part. */
function isGrouped(given: Dimension, wanted: Dimension, filters: Dimension): boolean {
  if (typeof given !== 'number' || typeof wanted !== 'number' || wanted <= 0 || given % wanted !== 0) return false;
  return typeof filters !== 'number' || filters % (given / wanted) === 0;
}

function checkChannels(call: Call, input: Tensor, filter: Tensor): void {
  const [given, wanted] = [input.shape.dimensions[3]!, filter.shape.dimensions[2]!];
  const grouped = isGrouped(given, wanted, filter.shape.dimensions[3]!);
  if (grouped || !different(given, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)} and filters of shape ${printShape(filter.shape)}`,
    expected: `${printDimension(given)} input channels in the filters, not ${printDimension(wanted)}`,
    advice: "make the filters' third size the input's last",
    inputs: [input, filter],
  });
}

const pooling: Rule = (call) => {
  const input = imagesOf(call);
  return input ? slid(call, input, spatial(call, 'ksize'), input.shape.dimensions[3]!) : ANY_TENSOR;
};

/** The output's shape is told; what the filters (h, w, out, in) give must be as wide. */
const transposed: Rule = (call) => {
  const [input, filter] = [imagesOf(call), tensorOf(call, 'filters')];
  const stated = sizesIn(valueOf(call, 'output_shape'))?.map((size) => size ?? unknownDimension());
  const sizes = filter.shape.open ? [] : filter.shape.dimensions;
  if (input && sizes.length === 4) checkInner(call, input, filter, stated?.length === 4 ? stated[3]! : undefined);
  return stated?.length === 4 ? tensor(shape(stated), { type: 'float' }) : ANY_TENSOR;
};

function checkInner(call: Call, input: Tensor, filter: Tensor, output: Dimension | undefined): void {
  const [, , out, inner] = filter.shape.dimensions;
  const channels = input.shape.dimensions[3]!;
  const wrong = different(inner!, channels) || (output !== undefined && different(out!, output));
  if (!wrong) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)} and filters of shape ${printShape(filter.shape)}`,
    expected: `filters of (height, width, ${output === undefined ? 'output channels' : printDimension(output)}, ${printDimension(channels)})`,
    advice: "give the filters the output's channels before the input's",
    inputs: [input, filter],
  });
}

const CONVOLUTION = 'input, filters, strides, padding, data_format=NHWC, dilations=None, name=None';
const POOLING = 'input, ksize, strides, padding, data_format=None, name=None';

export const WINDOWS: Table = {
  'tensorflow.nn.conv2d': row(
    CONVOLUTION,
    convolution((filter) => filter[3]!),
  ),
  'tensorflow.nn.conv2d_transpose': row(
    'input, filters, output_shape, strides, padding=SAME, data_format=NHWC, dilations=None, name=None',
    transposed,
  ),
  'tensorflow.nn.depthwise_conv2d': row(
    CONVOLUTION,
    convolution((filter) => multiply(filter[2]!, filter[3]!)),
  ),
  ...Object.fromEntries(
    ['max_pool', 'avg_pool', 'max_pool2d'].map((name) => [`tensorflow.nn.${name}`, row(POOLING, pooling)]),
  ),
};
