import * as tf from '@tensorflow/tfjs-core';
import { regressionLoss } from './support/regression';

/** |d| as relu(d) + relu(−d): its slope at 0 is 0, as PyTorch's, where tfjs's abs has −1. */
export const loss = regressionLoss(
  { id: 'meanAbsoluteError', title: 'Mean absolute error', equation: 'mean-absolute-error' },
  (differences) => tf.add(tf.relu(differences), tf.relu(tf.neg(differences))),
);
