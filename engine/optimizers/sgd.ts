/** Stochastic gradient descent, as torch.optim.SGD: v ← μ·v + g, w ← w − η·v; Nesterov's: w ← w − η·(g + μ·v). */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

export const optimizer: OptimizerFamily = {
  id: 'sgd',
  slots: ({ momentum }) => (momentum ? ['velocity'] : []),
  // With v = 0 before the first step, μ·v + g is g, which is how PyTorch starts its buffer.
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, { velocity }, { learningRate }, { momentum, nesterov }) {
    const next = velocity ? tf.add(tf.mul(velocity, momentum), gradient) : gradient;
    velocity?.assign(next);
    const direction = velocity && nesterov ? tf.add(gradient, tf.mul(next, momentum)) : next;
    weight.assign(tf.sub(weight, tf.mul(direction, learningRate!)));
  },
};
