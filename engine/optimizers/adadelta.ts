/**
 * Adadelta (Zeiler 2012), as torch.optim.Adadelta, whose steps have the weights' units:
 * s ← ρs + (1−ρ)g², δ = g · √(d + ε)/√(s + ε), d ← ρd + (1−ρ)δ², w ← w − ηδ.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

/** ρ·average + (1−ρ)·x² */
const meanSquared = (average: tf.Tensor, x: tf.Tensor, rho: number): tf.Tensor =>
  tf.add(tf.mul(average, rho), tf.mul(tf.square(x), 1 - rho));

export const optimizer: OptimizerFamily = {
  id: 'adadelta',
  slots: () => ['gradientMeanSquare', 'deltaMeanSquare'],
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, { gradientMeanSquare, deltaMeanSquare }, { learningRate }, { rho, epsilon }) {
    const square = meanSquared(gradientMeanSquare!, gradient, rho);
    const [last, now] = [tf.sqrt(tf.add(deltaMeanSquare!, epsilon)), tf.sqrt(tf.add(square, epsilon))];
    const delta = tf.mul(gradient, tf.div(last, now));
    gradientMeanSquare!.assign(square);
    deltaMeanSquare!.assign(meanSquared(deltaMeanSquare!, delta, rho));
    weight.assign(tf.sub(weight, tf.mul(delta, learningRate!)));
  },
};
