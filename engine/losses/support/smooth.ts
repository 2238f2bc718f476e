import * as tf from '@tensorflow/tfjs-core';

/** d²/2 where |d| < δ, δ·(|d| − δ/2) beyond: a parabola that goes on as a line. */
export function huber(differences: tf.Tensor, delta: number): tf.Tensor {
  const size = tf.abs(differences);
  const inner = tf.minimum(size, delta);
  // q²/2 + δ·(|d| − q) with q = min(|d|, δ)
  return tf.add(tf.mul(tf.square(inner), 0.5), tf.mul(tf.sub(size, inner), delta));
}
