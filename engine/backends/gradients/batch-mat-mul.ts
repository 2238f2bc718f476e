/** A·B, with A or B stored transposed: dA = dY·Bᵀ, dB = Aᵀ·dY. tfjs forgets to sum over broadcast leading axes. */
import type * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { productGradients } from './support/product';

export const gradient = gradientOf('BatchMatMul', ['a', 'b'], (dy, [a, b], attributes: tf.BatchMatMulAttrs) =>
  productGradients(dy, a!, b!, attributes),
);
