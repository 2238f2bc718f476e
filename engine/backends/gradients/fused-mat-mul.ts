/** The gradients of `tf.fused.matMul`, A·B + bias: as BatchMatMul's, and the bias's sum. See support/fused.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOfOp } from './gradient';
import { sumTo } from './support/broadcast';
import { attributesOf } from './support/fused';
import { productGradients } from './support/product';

/** tfjs saved a and b, both (batch, …, …), the result y and the bias, if any. */
export const gradient = gradientOfOp('fusedMatMul', (dy, [a, b, y, bias]) => {
  const gradients = productGradients(tf.reshape(dy, y!.shape), a!, b!, attributesOf(y!) as tf._FusedMatMulAttrs);
  return [gradients.a, gradients.b, ...(bias ? [() => sumTo(dy, bias.shape)] : [])];
});
