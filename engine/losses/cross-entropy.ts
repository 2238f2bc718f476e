/** Cross-entropy between logits and class labels, as torch.nn.functional.cross_entropy. */
import * as tf from '@tensorflow/tfjs-core';

/**
 * The mean of −log softmax(logits)[label]; stable, since the log-softmax subtracts the largest logit first.
 * @param logits (…, classes), float32.
 * @param labels (…), int32, each in 0 … classes − 1.
 * @returns a scalar, in nats.
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  const classes = logits.shape.at(-1)!;
  const logProbabilities = tf.logSoftmax(logits); // (…, classes)
  const chosen = tf.mul(logProbabilities, tf.oneHot(tf.cast(labels, 'int32'), classes)); // (…, classes)
  return tf.neg(tf.mean(tf.sum(chosen, -1)));
}
