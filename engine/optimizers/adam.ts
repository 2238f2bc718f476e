/**
 * Adam (Kingma & Ba 2015), as torch.optim.Adam:
 * m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

/** The paper's defaults, which PyTorch and Keras share. */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export const optimizer: OptimizerFamily = {
  id: 'adam',
  slots: () => ['firstMoment', 'secondMoment'],
  scalars: ({ learningRate }, step) => ({
    stepSize: learningRate / (1 - BETA_1 ** step),
    secondScale: Math.sqrt(1 - BETA_2 ** step),
  }),
  update(weight, gradient, { firstMoment, secondMoment }, { stepSize, secondScale }) {
    const m = tf.add(tf.mul(firstMoment!, BETA_1), tf.mul(gradient, 1 - BETA_1));
    const v = tf.add(tf.mul(secondMoment!, BETA_2), tf.mul(tf.square(gradient), 1 - BETA_2));
    const deviation = tf.add(tf.div(tf.sqrt(v), secondScale!), EPSILON);
    firstMoment!.assign(m);
    secondMoment!.assign(v);
    weight.assign(tf.sub(weight, tf.mul(tf.div(m, deviation), stepSize!)));
  },
};
