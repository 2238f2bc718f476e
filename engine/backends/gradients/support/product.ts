/** The two gradients of a matrix product. */
import * as tf from '@tensorflow/tfjs-core';
import { sumTo } from './broadcast';

interface Stored {
  transposeA: boolean;
  transposeB: boolean;
}

/** Of Y = A·B with dY (…, m, n): dA = dY·Bᵀ and dB = Aᵀ·dY, each as its operand is stored, leading axes summed. */
export function productGradients(dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor, { transposeA, transposeB }: Stored) {
  const dA = () => (transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB));
  const dB = () => (transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false));
  return { a: () => sumTo(dA(), a.shape), b: () => sumTo(dB(), b.shape) };
}
