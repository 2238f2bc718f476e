/** A running sum's gradient is the running sum from the other end. tfjs transposes it unless the axis is the last. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';

export const gradient = gradientOf('Cumsum', [], (dy, _, { axis, exclusive, reverse }: tf.CumsumAttrs) => ({
  x: () => tf.cumsum(dy, axis, exclusive, !reverse),
}));
