import * as tf from '@tensorflow/tfjs-core';
import { regressionLoss } from './support/regression';

export const loss = regressionLoss(
  { id: 'meanSquaredError', title: 'Mean squared error', equation: 'mean-squared-error' },
  (differences) => tf.square(differences),
);
