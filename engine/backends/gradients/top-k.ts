/** The k largest along the last axis: dy of each goes to where it stood. tfjs has no gradient. */
import * as tf from '@tensorflow/tfjs-core';

export const gradient: tf.GradConfig = {
  kernelName: 'TopK',
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, [x, indices]) => ({
    x: () => {
      const [dy] = dys as tf.Tensor[]; // (…, k)
      const places = tf.oneHot(indices!, x!.shape.at(-1)!); // (…, k, n)
      return tf.sum(tf.mul(tf.expandDims(dy!, -1), tf.cast(places, 'float32')), -2);
    },
  }),
};
