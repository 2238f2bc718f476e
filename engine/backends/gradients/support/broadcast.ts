/** The other side of broadcasting: what was repeated in the forward pass is summed in the backward pass. */
import * as tf from '@tensorflow/tfjs-core';

/** Sums x over the axes along which a tensor of `shape` was broadcast to x's shape. */
export function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return tf.reshape(axes.length ? tf.sum(x, axes) : x, shape);
}
