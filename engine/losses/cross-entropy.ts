/** Cross-entropy between logits and class labels, as torch.nn.functional.cross_entropy. */
import * as tf from '@tensorflow/tfjs-core';
import type { Field } from '../data/samples';
import { targetShape, type Target } from '../data/task';
import type { Loss, LossOptions } from './loss';

const PLAIN: LossOptions = { labelSmoothing: 0, classWeights: null };

/**
 * The mean of −log softmax(logits)[label] over the labels from 0; stable, since the log-softmax subtracts the largest
 * logit first. With weights it is Σ wᵢ·lᵢ / Σ wᵢ; with label smoothing ε a label is (1 − ε) of itself and ε / classes of
 * each class (Szegedy et al., 2016).
 * @param logits (…, classes), float32.
 * @param labels (…), int32, each in 0 … classes − 1, or below 0 where there is none.
 * @returns a scalar, in nats; 0 where nothing is labelled.
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor, options: LossOptions = PLAIN): tf.Scalar {
  const { labelSmoothing, classWeights } = options;
  const classes = logits.shape.at(-1)!;
  const weights: tf.Tensor = classWeights ? tf.tensor1d([...classWeights]) : tf.ones([classes]);
  // Of no class where the label is below 0.
  const chosen = tf.mul(tf.oneHot(tf.cast(labels, 'int32'), classes), weights); // (…, classes)
  const counted = tf.sum(chosen, -1, true); // (…, 1)
  const spread = tf.mul(tf.mul(tf.cast(tf.greater(counted, 0), 'float32'), weights), labelSmoothing / classes);
  const wanted = labelSmoothing ? tf.add(tf.mul(chosen, 1 - labelSmoothing), spread) : chosen; // (…, classes)
  const losses = tf.neg(tf.mul(tf.logSoftmax(logits), wanted)); // (…, classes)
  const all = tf.sum(counted);
  // Where nothing is labelled, 0/1.
  return tf.div(tf.sum(losses), tf.add(all, tf.cast(tf.equal(all, 0), 'float32')));
}

function weight(labels: Field['values'], _count: number, { classWeights }: LossOptions): number {
  let sum = 0;
  for (const label of labels) if (label >= 0) sum += classWeights?.[label] ?? 1;
  return sum;
}

export const loss: Loss = {
  id: 'crossEntropy',
  title: 'Cross-entropy',
  equation: 'cross-entropy',
  takes: ['classes'],
  smooths: true,
  outputs: (target: Target) => ('classes' in target ? target.classes : targetShape(target).length),
  compute: crossEntropy,
  weight,
};
