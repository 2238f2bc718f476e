/** Slices picked by their positions: the gradient adds dy where it was picked. tfjs has none. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('GatherNd', ['params', 'indices'], (dy, [params, indices]) => ({
  params: () => tf.scatterND(indices!, dy, params!.shape),
}));
