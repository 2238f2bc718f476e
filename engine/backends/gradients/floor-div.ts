/** ⌊a/b⌋ is a step function: its derivative is 0 wherever it has one. tfjs gives the quotient's. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

const zeros = (x: tf.Tensor): tf.Tensor => tf.fill(x.shape, 0, 'float32');

export const gradient = gradientOf('FloorDiv', ['a', 'b'], (_dy, [a, b]) => ({
  a: () => zeros(a!),
  b: () => zeros(b!),
}));
