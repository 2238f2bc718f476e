/** Every step-th element between two places: the gradient puts dy back there, zeros between. tfjs has none. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('StridedSlice', ['x'], (dy, [x], attributes: tf.StridedSliceAttrs) => ({
  x: () => {
    const { shape } = x!;
    if (dy.size === 0) return tf.zeros(shape);
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
    const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
    const cut = tf.slice_util.sliceInfo([...shape], begin, end, strides, ...masks);
    const counts = shape.map((_, axis) => Math.ceil((cut.end[axis]! - cut.begin[axis]!) / cut.strides[axis]!));
    return shape.reduce<tf.Tensor>(
      (spread, size, axis) => placed(spread, axis, size, { begin: cut.begin[axis]!, stride: cut.strides[axis]! }),
      tf.reshape(dy, counts),
    );
  },
}));

/** Along an axis: x's elements `stride` apart among `size` elements, the first at `begin`. */
function placed(x: tf.Tensor, axis: number, size: number, { begin, stride }: { begin: number; stride: number }) {
  const apart = spaced(x, axis, Math.abs(stride));
  const extent = apart.shape[axis]!;
  const first = stride > 0 ? begin : begin - extent + 1;
  const forwards = stride > 0 ? apart : tf.reverse(apart, axis);
  const margins = x.shape.map((_, i): [number, number] => (i === axis ? [first, size - first - extent] : [0, 0]));
  return tf.pad(forwards, margins);
}

/** Zeros between the elements along an axis: (…, n, …) → (…, (n − 1)·stride + 1, …). */
function spaced(x: tf.Tensor, axis: number, stride: number): tf.Tensor {
  if (stride === 1) return x;
  const [before, n, after] = [x.shape.slice(0, axis), x.shape[axis]!, x.shape.slice(axis + 1)];
  const flat = tf.reshape(x, [sizeOf(before), n, 1, sizeOf(after)]);
  const margins: [number, number][] = [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ];
  const rows = tf.reshape(tf.pad(flat, margins), [sizeOf(before), n * stride, sizeOf(after)]);
  const extent = (n - 1) * stride + 1;
  return tf.reshape(tf.slice(rows, [0, 0, 0], [-1, extent, -1]), [...before, extent, ...after]);
}

const sizeOf = (shape: number[]): number => tf.util.sizeFromShape(shape);
