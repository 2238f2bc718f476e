/** Slices are stacked again. tfjs fails where there is one slice. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { outputs } from './support/outputs';

export const gradient = gradientOf('Unpack', [], (dy, _, { axis }: tf.UnpackAttrs) => ({
  value: () => tf.stack(outputs(dy), axis),
}));
