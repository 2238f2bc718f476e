/** The mean of the squared differences, as torch.nn.functional.mse_loss. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../data/samples';
import { targetShape } from '../data/task';
import type { Loss } from './loss';

export const loss: Loss = {
  id: 'meanSquaredError',
  title: 'Mean squared error',
  equation: 'mean-squared-error',
  takes: ['numbers'],
  outputs: (target) => sizeOf(targetShape(target)),
  compute: (predictions, targets) => tf.mean(tf.squaredDifference(predictions, tf.reshape(targets, predictions.shape))),
  weight: (_, count) => count,
};
