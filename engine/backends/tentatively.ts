/** Steps that can be taken back. */
import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs a step; what it changed is taken back where it fails or is not accepted.
 *
 * Nothing is copied for it: a step gives a variable a new value, and the old one stays while it is held here. It costs
 * some microseconds a variable.
 */
export async function tentatively<T>(
  variables: readonly tf.Variable[],
  step: () => Promise<T>,
  isAccepted: (result: T) => boolean,
): Promise<T> {
  const before = variables.map((variable) => tf.clone<tf.Tensor>(variable));
  let accepted = false;
  try {
    const result = await step();
    accepted = isAccepted(result);
    return result;
  } finally {
    if (!accepted) for (const [index, variable] of variables.entries()) variable.assign(before[index]!);
    tf.dispose(before);
  }
}
