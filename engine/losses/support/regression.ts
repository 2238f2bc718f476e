/** Losses of numbers: the mean over all of them, of all samples. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../data/samples';
import { targetShape } from '../../data/task';
import type { Loss } from '../loss';

/** @param element of differences prediction − target, the loss of each */
export const regressionLoss = (
  described: Pick<Loss, 'id' | 'title' | 'equation'>,
  element: (differences: tf.Tensor) => tf.Tensor,
): Loss => ({
  ...described,
  takes: ['numbers'],
  outputs: (target) => sizeOf(targetShape(target)),
  compute: (predictions, targets) => tf.mean(element(tf.sub(predictions, tf.reshape(targets, predictions.shape)))),
  weight: (_targets, count) => count,
});
