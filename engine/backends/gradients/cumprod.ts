/**
 * A running product y_j = Π_{k ≤ j} x_k, which tfjs does not differentiate. Without a division, so that x may be zero:
 * dx_i = (Π_{k < i} x_k) · Σ_{j ≥ i} dy_j · Π_{i < k ≤ j} x_k; exclusive: j > i, and the last product ends before j.
 */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('Cumprod', ['x'], (dy, [x], { axis, exclusive, reverse }: tf.CumprodAttrs) => ({
  x: () => {
    const [along] = tf.util.parseAxisParam(axis, x!.shape) as [number];
    const last = (t: tf.Tensor): tf.Tensor => flipped(exchanged(t, along), reverse);
    return exchanged(flipped(slope(last(dy), last(x!), exclusive), reverse), along);
  },
}));

/** The axis and the last one exchanged. */
function exchanged(x: tf.Tensor, axis: number): tf.Tensor {
  const order = x.shape.map((_, i) => i);
  [order[axis], order[x.rank - 1]] = [x.rank - 1, axis];
  return tf.transpose(x, order);
}

const flipped = (x: tf.Tensor, reverse: boolean): tf.Tensor => (reverse ? tf.reverse(x, -1) : x);

/** Along the last axis, forwards: dy and x (…, n) → dx (…, n). */
function slope(dy: tf.Tensor, x: tf.Tensor, exclusive: boolean): tf.Tensor {
  const places = tf.range(0, x.shape.at(-1)!);
  const row = tf.expandDims(places, -1);
  const between = tf.where(tf.greater(places, row), tf.expandDims(x, -2), 1); // (…, n, n): x_k where k > i, else 1
  const counts = exclusive ? tf.greater(places, row) : tf.greaterEqual(places, row);
  const products = tf.mul(tf.cumprod(between, -1, exclusive), tf.cast(counts, 'float32'));
  const after = tf.sum(tf.mul(products, tf.expandDims(dy, -2)), -1);
  return tf.mul(tf.cumprod(x, -1, true), after);
}
