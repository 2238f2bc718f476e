/** max(a, b): dy goes to the larger one, to a where they are equal. tfjs forgets to sum over broadcast axes. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { sumTo } from './support/broadcast';

export const gradient = gradientOf('Maximum', ['a', 'b'], (dy, [a, b]) => ({
  a: () => sumTo(tf.mul(dy, tf.cast(tf.greaterEqual(a!, b!), 'float32')), a!.shape),
  b: () => sumTo(tf.mul(dy, tf.cast(tf.less(a!, b!), 'float32')), b!.shape),
}));
