/** The gradient of a loss, together with what else the forward pass computes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from './clipping';
import { scaled } from './loss-scale';

/** What a forward pass gives: the loss, mean over its samples, and what else its caller wants to see. */
export type Forward = Record<string, tf.Tensor> & { loss: tf.Scalar };

/** The name of what a forward pass may give to be minimized with the loss, and not reported with it. */
export const PENALTY = 'penalty';

/**
 * The results of `forward`, and the gradients of loss and penalty by the variables.
 * @param inputs the step's; with a loss scale among them, the gradients are those of the scaled loss
 */
export function differentiate(
  forward: () => Forward,
  variables: readonly tf.Variable[],
  inputs: Readonly<Record<string, tf.Tensor>>,
): { results: Forward; gradients: Gradients } {
  // Kept, since tfjs lets everything go that is made inside but what is differentiated.
  let kept: Record<string, tf.Tensor> = {};
  const { grads: gradients } = tf.variableGrads(() => {
    const { [PENALTY]: penalty, ...results } = forward();
    for (const tensor of Object.values(results)) tf.keep(tensor);
    kept = results;
    const loss = results.loss;
    return scaled(penalty ? tf.add(loss, penalty) : loss, inputs);
  }, [...variables]);
  const results = Object.entries(kept).map(([name, tensor]) => [name, tf.clone(tensor)] as const);
  tf.dispose(kept);
  return { results: Object.fromEntries(results) as Forward, gradients };
}
