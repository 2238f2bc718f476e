/** A tensor with slices replaced: dy belongs to the updates where they stand, to the tensor elsewhere. tfjs has none. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { positionsOf } from './support/positions';

export const gradient = gradientOf('TensorScatterUpdate', ['indices', 'updates'], (dy, [indices, updates]) => ({
  tensor: () => tf.tensorScatterUpdate(dy, indices!, tf.zerosLike(updates!)),
  updates: () => tf.gatherND(dy, positionsOf(indices!)),
}));
