/** Adagrad (Duchi, Hazan and Singer 2011), as torch.optim.Adagrad: s ← s + g², w ← w − η · g / (√s + ε). */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerFamily } from './optimizer';

export const optimizer: OptimizerFamily = {
  id: 'adagrad',
  slots: () => ['sumOfSquares'],
  scalars: ({ learningRate }) => ({ learningRate }),
  update(weight, gradient, { sumOfSquares }, { learningRate }, { epsilon }) {
    const sum = tf.add(sumOfSquares!, tf.square(gradient));
    sumOfSquares!.assign(sum);
    const direction = tf.div(gradient, tf.add(tf.sqrt(sum), epsilon));
    weight.assign(tf.sub(weight, tf.mul(direction, learningRate!)));
  },
};
