/** A reduction's gradient goes to all that was reduced. */
import * as tf from '@tensorflow/tfjs-core';

/** dy, with or without the axes that were folded, over the shape of x: a broadcast, not a tensor of ones made on the host. */
export function spread(dy: tf.Tensor, x: tf.Tensor, axis: number | number[]): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return tf.mul(tf.reshape(dy, kept), tf.onesLike(tf.cast(x, 'float32')));
}
