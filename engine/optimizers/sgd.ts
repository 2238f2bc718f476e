/** Stochastic gradient descent, as torch.optim.SGD: v ← μ·v + g, w ← w − η·v. */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

export const optimizer: OptimizerFamily = {
  id: 'sgd',
  slots: ({ momentum }) => (momentum ? ['velocity'] : []),
  // With v = 0 before the first step, μ·v + g is g, which is how PyTorch starts its buffer.
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, { velocity }, { learningRate }, { momentum }) {
    const direction = velocity ? tf.add(tf.mul(velocity, momentum), gradient) : gradient;
    velocity?.assign(direction);
    weight.assign(tf.sub(weight, tf.mul(direction, learningRate!)));
  },
};
