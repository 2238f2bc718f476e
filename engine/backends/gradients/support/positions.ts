/** How the scattering ops are told where. */
import * as tf from '@tensorflow/tfjs-core';

/** (…, k): each row holds k coordinates; indices of rank 1 are positions along the first axis. */
export const positionsOf = (indices: tf.Tensor): tf.Tensor =>
  indices.rank === 1 ? tf.expandDims(indices, -1) : indices;
