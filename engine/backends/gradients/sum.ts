/** d Σx = dy everywhere. tfjs multiplies by an array of ones, which a compiled step would hold as a constant. */
import type * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { spread } from './support/spread';

export const gradient = gradientOf('Sum', ['x'], (dy, [x], { axis }: tf.SumAttrs) => ({
  x: () => spread(dy, x!, axis),
}));
