/** (a − b)²: da = 2(a − b)·dy, db = −da. tfjs forgets to sum over broadcast axes. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { sumTo } from './support/broadcast';

export const gradient = gradientOf('SquaredDifference', ['a', 'b'], (dy, [a, b]) => ({
  a: () => sumTo(tf.mul(dy, tf.mul(2, tf.sub(a!, b!))), a!.shape),
  b: () => sumTo(tf.mul(dy, tf.mul(2, tf.sub(b!, a!))), b!.shape),
}));
