/** Losses of two classes told apart by one logit: above 0 speaks for class 1. */
import * as tf from '@tensorflow/tfjs-core';
import type { Target } from '../../data/task';
import { Problem } from '../../process/problem';
import { loss as crossEntropy } from '../cross-entropy';
import type { Loss, LossOptions } from '../loss';

const notTwo = (id: string, target: Target) => {
  const what = target.kind === 'classes' ? `${target.classes} classes` : target.kind;
  return new Problem('wrong-value', `loss "${id}" tells 2 classes apart, the data has ${what}; use "crossEntropy"`);
};

/** Divides a batch without labels, whose sum is 0, by something; far below any batch's weight. */
const LEAST_WEIGHT = 1e-20;

type Element = (logits: tf.Tensor, labels: tf.Tensor, smoothing: number) => tf.Tensor;

/** What each label counts: its class's weight, 0 where there is none. (B, …), int32 → float32 */
function weightsOf(labels: tf.Tensor, { classWeights }: LossOptions): tf.Tensor {
  const [zero, one] = classWeights ?? [1, 1];
  const counting = (label: number, weight: number) => tf.mul(tf.cast(tf.equal(labels, label), 'float32'), weight);
  return tf.add(counting(0, zero!), counting(1, one!));
}

/** @param element of logits and labels 0 or 1, both (B, …) and float32, the loss of each */
export const binaryLoss = (described: Pick<Loss, 'id' | 'title' | 'equation' | 'smooths'>, element: Element): Loss => ({
  ...described,
  takes: ['classes'],
  outputs(target) {
    if (target.kind !== 'classes' || target.classes !== 2) throw notTwo(described.id, target);
    return 1;
  },
  compute(logits, targets, options) {
    const single = tf.reshape(logits, targets.shape); // (B, …, 1) → (B, …)
    const labels = tf.cast(tf.equal(targets, 1), 'float32');
    const losses = element(single, labels, options.labelSmoothing);
    const weights = weightsOf(targets, options);
    return tf.div(tf.sum(tf.mul(losses, weights)), tf.maximum(tf.sum(weights), LEAST_WEIGHT));
  },
  weight: (...labels) => crossEntropy.weight(...labels),
});
