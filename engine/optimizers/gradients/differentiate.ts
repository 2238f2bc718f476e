/** The gradient of a loss, together with what else the forward pass computes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from './clipping';

/** What a forward pass gives: the loss, mean over its samples, and what else its caller wants to see. */
export type Forward = Record<string, tf.Tensor> & { loss: tf.Scalar };

/** The results of `forward`, and the loss's gradients by the variables. */
export function differentiate(
  forward: () => Forward,
  variables: readonly tf.Variable[],
): { results: Forward; gradients: Gradients } {
  // Kept, since tfjs lets everything go that is made inside but the loss.
  let kept: Record<string, tf.Tensor> = {};
  const { value: loss, grads: gradients } = tf.variableGrads(() => {
    const { loss, ...others } = forward();
    for (const tensor of Object.values(others)) tf.keep(tensor);
    kept = others;
    return loss;
  }, [...variables]);
  const others = Object.entries(kept).map(([name, tensor]) => [name, tf.clone(tensor)] as const);
  tf.dispose(kept);
  return { results: { ...Object.fromEntries(others), loss }, gradients };
}
