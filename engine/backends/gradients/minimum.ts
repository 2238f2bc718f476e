/** min(a, b): dy goes to the smaller one, to a where they are equal. tfjs forgets to sum over broadcast axes. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { sumTo } from './support/broadcast';

export const gradient = gradientOf('Minimum', ['a', 'b'], (dy, [a, b]) => ({
  a: () => sumTo(tf.mul(dy, tf.cast(tf.lessEqual(a!, b!), 'float32')), a!.shape),
  b: () => sumTo(tf.mul(dy, tf.cast(tf.greater(a!, b!), 'float32')), b!.shape),
}));
