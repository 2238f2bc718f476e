/** Updates added to zeros at their positions: the gradient picks dy there. tfjs has none. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { positionsOf } from './support/positions';

export const gradient = gradientOf('ScatterNd', ['indices'], (dy, [indices]) => ({
  updates: () => tf.gatherND(dy, positionsOf(indices!)),
}));
