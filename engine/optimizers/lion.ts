/**
 * Lion (Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", program 1), decay decoupled:
 * w ← (1 − ηλ)w − η · sign(β₁m + (1−β₁)g), m ← β₂m + (1−β₂)g.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

/** β·a + (1−β)·b */
const mix = (a: tf.Tensor, b: tf.Tensor, beta: number): tf.Tensor => tf.add(tf.mul(a, beta), tf.mul(b, 1 - beta));

export const optimizer: OptimizerFamily = {
  id: 'lion',
  decoupledDecay: true,
  slots: () => ['momentum'],
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, { momentum }, { learningRate }, { beta1, beta2 }) {
    const direction = tf.sign(mix(momentum!, gradient, beta1));
    momentum!.assign(mix(momentum!, gradient, beta2));
    weight.assign(tf.sub(weight, tf.mul(direction, learningRate!)));
  },
};
