/** Parts are joined again. tfjs fails where there is one part. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { outputs } from './support/outputs';

export const gradient = gradientOf('SplitV', [], (dy, _, { axis }: tf.SplitVAttrs) => ({
  x: () => tf.concat(outputs(dy), axis),
}));
