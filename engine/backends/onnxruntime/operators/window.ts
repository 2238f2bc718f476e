/** A window that slides over the spatial axes of an image or volume: the geometry that convolution and pooling share. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../graph';

/** One number for each spatial axis, in elements. */
export interface Window {
  kernel: number[];
  strides: number[];
  dilations: number[];
  /** Padding before the first and after the last element. */
  before: number[];
  after: number[];
  /** Sizes of what the window slides over, and of what it makes. */
  from: number[];
  to: number[];
}

/**
 * Padding behind, so that ONNX's ⌊(from + before + after − extent)/stride⌋ + 1 is `to`: tfjs may round up, or leave
 * padding behind that no window reaches.
 */
export function complete(window: Omit<Window, 'after'>): Window {
  const { kernel, strides, dilations, before, from, to } = window;
  const after = from.map((size, axis) => {
    const extent = (kernel[axis]! - 1) * dilations[axis]! + 1;
    return Math.max(0, (to[axis]! - 1) * strides[axis]! + extent - size - before[axis]!);
  });
  return { ...window, after };
}

/** From tfjs's description of a two-dimensional convolution or pooling. */
export const window2D = (info: backend_util.Conv2DInfo): Window =>
  complete({
    kernel: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
    from: [info.inHeight, info.inWidth],
    to: [info.outHeight, info.outWidth],
  });

/** From tfjs's description of a three-dimensional convolution or pooling. */
export const window3D = (info: backend_util.Conv3DInfo): Window =>
  complete({
    kernel: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.front, info.padInfo.top, info.padInfo.left],
    from: [info.inDepth, info.inHeight, info.inWidth],
    to: [info.outDepth, info.outHeight, info.outWidth],
  });

/** What tfjs's pooling kernels of images say of their window. */
type Pooling2D = Pick<tf.MaxPoolAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;
/** And those of volumes. */
type Pooling3D = Pick<tf.MaxPool3DGradAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;

/** The window of a pooling over x (B, H, W, C). */
export const poolingWindow2D = (shape: Shape, { filterSize, strides, pad, dimRoundingMode }: Pooling2D): Window =>
  window2D(backend_util.computePool2DInfo(tuple4(shape), filterSize, strides, 1, pad, dimRoundingMode));

/** The window of a pooling over x (B, D, H, W, C). */
export const poolingWindow3D = (shape: Shape, { filterSize, strides, pad, dimRoundingMode }: Pooling3D): Window =>
  window3D(backend_util.computePool3DInfo(tuple5(shape), filterSize, strides, 1, pad, dimRoundingMode));

/**
 * The end of what ONNX may see along each axis to make `to` and no more: tfjs, given a padding in one number, counts the
 * results of both axes of an image by the kernel and the stride of the first.
 */
export const reached = ({ kernel, strides, dilations, before, from, to }: Window): number[] =>
  from.map((size, axis) => {
    const extent = (kernel[axis]! - 1) * dilations[axis]! + 1;
    const end = (to[axis]! - 1) * strides[axis]! + extent - before[axis]!;
    return end + strides[axis]! <= size ? end : size;
  });

/** ONNX's attributes of a window. */
export const windowAttributes = ({ kernel, strides, dilations, before, after }: Window) => ({
  kernel_shape: kernel,
  strides,
  dilations,
  pads: [...before, ...after],
});

/** tfjs's tuple types say "an array of this length". */
export const tuple4 = (shape: Shape): [number, number, number, number] =>
  [...shape] as [number, number, number, number];
export const tuple5 = (shape: Shape): [number, number, number, number, number] =>
  [...shape] as [number, number, number, number, number];

/** All positions of a window of the given sizes, the last axis fastest. */
export const offsets = (sizes: readonly number[]): number[][] =>
  sizes.reduce<number[][]>(
    (partial, size) => partial.flatMap((offset) => Array.from({ length: size }, (_, i) => [...offset, i])),
    [[]],
  );
