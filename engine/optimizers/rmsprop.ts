/**
 * RMSProp (Tieleman and Hinton 2012), as torch.optim.RMSprop: s ← ρs + (1−ρ)g², w ← w − η · g / (√s + ε).
 *
 * Centered (Graves 2013): m ← ρm + (1−ρ)g, and s − m² in place of s. With momentum: b ← μb + g / (√s + ε), w ← w − ηb.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

/** ρ·average + (1−ρ)·value */
const averaged = (average: tf.Tensor, value: tf.Tensor, rho: number): tf.Tensor =>
  tf.add(tf.mul(average, rho), tf.mul(value, 1 - rho));

export const optimizer: OptimizerFamily = {
  id: 'rmsprop',
  slots: ({ centered, momentum }) => [
    'meanSquare',
    ...(centered ? ['meanGradient'] : []),
    ...(momentum ? ['velocity'] : []),
  ],
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, slots, { learningRate }, { rho, epsilon, momentum }) {
    const { meanSquare, meanGradient, velocity } = slots;
    const square = averaged(meanSquare!, tf.square(gradient), rho);
    meanSquare!.assign(square);
    const mean = meanGradient && averaged(meanGradient, gradient, rho);
    if (mean) meanGradient.assign(mean);
    const variance = mean ? tf.sub(square, tf.square(mean)) : square;
    const scaled = tf.div(gradient, tf.add(tf.sqrt(variance), epsilon));
    const direction = velocity ? tf.add(tf.mul(velocity, momentum), scaled) : scaled;
    velocity?.assign(direction);
    weight.assign(tf.sub(weight, tf.mul(direction, learningRate!)));
  },
};
