/** A tensor on a diagonal: the gradient is dy's diagonal. tfjs has none. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('Diag', ['x'], (dy, [x]) => ({
  x: () => {
    const { shape, size } = x!;
    const diagonal = tf.sum(tf.mul(tf.reshape(dy, [size, size]), tf.eye(size)), 1);
    return tf.reshape(diagonal, shape);
  },
}));
