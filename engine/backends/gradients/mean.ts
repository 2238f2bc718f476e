/** d (Σx)/n = dy/n everywhere. tfjs multiplies by an array of ones, which a compiled step would hold as a constant. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { spread } from './support/spread';

export const gradient = gradientOf('Mean', ['x'], (dy, [x], { axis }: tf.MeanAttrs) => ({
  x: () => spread(tf.div(dy, x!.size / dy.size), x!, axis),
}));
