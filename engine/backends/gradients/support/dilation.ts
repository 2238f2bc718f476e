/**
 * The gradients of dilated convolutions, which tfjs does not implement. With dilations tfjs allows stride 1 only:
 * y[p] = Σ_u x̂[p + u·d]·w[u], where x̂ is x with its padding, d the dilations and u runs over the kernel. So
 * - dw[u] = Σ_p x̂[p + u·d]·dy[p]: for each u a product of dy with a window of x̂;
 * - dx̂[q] = Σ_u dy[q − u·d]·w[u]: a convolution, equally dilated, of dy among zeros with the kernel turned about.
 */
import * as tf from '@tensorflow/tfjs-core';

/** One number for each spatial axis. */
export interface Dilation {
  kernel: number[];
  dilations: number[];
  /** Padding before the first element. */
  before: number[];
}

/** Whether an attribute asks for dilation. */
export const isDilated = (dilations: number | number[] | null | undefined): boolean =>
  [dilations ?? 1].flat().some((dilation) => dilation > 1);

const reach = ({ kernel, dilations }: Dilation): number[] => kernel.map((size, axis) => (size - 1) * dilations[axis]!);

/** Pads the axes between the first and the last. */
const padInside = (x: tf.Tensor, margins: [number, number][]): tf.Tensor => tf.pad(x, [[0, 0], ...margins, [0, 0]]);

const spatial = ({ shape }: tf.Tensor): number[] => shape.slice(1, -1);

/** Every u, the last axis fastest. */
const offsets = (kernel: readonly number[]): number[][] =>
  kernel.reduce<number[][]>(
    (partial, size) => partial.flatMap((offset) => Array.from({ length: size }, (_, i) => [...offset, i])),
    [[]],
  );

/** For every u what the kernel's element u meets: x (B, …from, C) → (B·…to, C), where dy is (B, …to, K). */
export function windows(x: tf.Tensor, dy: tf.Tensor, dilation: Dilation): tf.Tensor[] {
  const to = spatial(dy);
  const extent = reach(dilation);
  const margins = spatial(x).map((size, axis): [number, number] => {
    const front = dilation.before[axis]!;
    return [front, to[axis]! + extent[axis]! - size - front];
  });
  const padded = padInside(x, margins);
  const [B, C] = [x.shape[0], x.shape.at(-1)!];
  return offsets(dilation.kernel).map((u) => {
    const begin = u.map((position, axis) => position * dilation.dilations[axis]!);
    return tf.reshape(tf.slice(padded, [0, ...begin, 0], [B, ...to, C]), [-1, C]);
  });
}

/** dx (B, …from, C): `convolve` is given dy among zeros and must not pad. */
export function inputGradient(
  dy: tf.Tensor,
  from: readonly number[],
  dilation: Dilation,
  convolve: (dy: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const padded = convolve(
    padInside(
      dy,
      reach(dilation).map((size) => [size, size]),
    ),
  );
  const sizes = [padded.shape[0], ...from, padded.shape.at(-1)!];
  return tf.slice(padded, [0, ...dilation.before, 0], sizes);
}

/** A filter (…kernel, C, K) → (…kernel, K, C), turned about. */
export function turned(filter: tf.Tensor): tf.Tensor {
  const axes = Array.from({ length: filter.rank - 2 }, (_, axis) => axis);
  return tf.transpose(tf.reverse(filter, axes), [...axes, filter.rank - 1, filter.rank - 2]);
}

/** dw (…kernel, C, K) of a convolution in which all channels meet. */
export function filterGradient(x: tf.Tensor, dy: tf.Tensor, shape: number[], dilation: Dilation): tf.Tensor {
  const rows = tf.reshape(dy, [-1, dy.shape.at(-1)!]); // (B·…to, K)
  const products = windows(x, dy, dilation).map((seen) => tf.matMul(seen, rows, true, false)); // (C, K) each
  return tf.reshape(tf.stack(products), shape);
}
