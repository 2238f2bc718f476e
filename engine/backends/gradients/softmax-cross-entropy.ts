/**
 * ℓ = −Σ labels·ln p with p = softmax(logits): d labels = −dℓ·ln p, d logits = dℓ·(p·Σ labels − labels).
 * tfjs gives the labels the logits' gradient with its sign changed, and takes Σ labels for 1.
 */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOfOp } from './gradient';

/** dy (…), and what tfjs saved: labels and ln p (…, classes). */
export const gradient = gradientOfOp('softmaxCrossEntropy', (dy, [labels, logs]) => {
  const given = tf.cast(labels!, 'float32');
  const slope = tf.expandDims(dy, -1);
  return [
    () => tf.neg(tf.mul(slope, logs!)),
    () => tf.mul(slope, tf.sub(tf.mul(tf.exp(logs!), tf.sum(given, -1, true)), given)),
  ];
});
