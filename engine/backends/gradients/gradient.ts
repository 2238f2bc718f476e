/**
 * Gradients that tfjs-core 4.22 has wrong on every backend, makes slow, or lacks: each file of this folder is one, registered over
 * tfjs's when a device starts. They are compositions of ordinary tfjs ops, so they hold on every backend.
 */
import type * as tf from '@tensorflow/tfjs-core';

/** What tfjs asks for: dL/d input for each input by name, computed only if it is needed. */
type Derivatives = Record<string, () => tf.Tensor>;

/** A kernel's gradient, from dy, the inputs in the order of `names`, and the kernel's attributes. */
export const gradientOf = (
  kernelName: string,
  names: readonly string[],
  derivatives: (dy: tf.Tensor, inputs: tf.Tensor[], attributes: never) => Derivatives,
): tf.GradConfig => ({
  kernelName,
  inputsToSave: [...names],
  gradFunc: (dy, inputs, attributes) => derivatives(dy as tf.Tensor, inputs, attributes as never),
});

/**
 * The gradient of an op that tfjs differentiates by `tf.customGrad`: tfjs looks it up by the op's scope. It is given
 * what the op saved, and answers in the order of the op's inputs.
 */
export const gradientOfOp = (
  op: string,
  derivatives: (dy: tf.Tensor, saved: tf.Tensor[]) => (() => tf.Tensor)[],
): tf.GradConfig => ({
  kernelName: `${op}__op`,
  gradFunc: (dy, saved) => Object.fromEntries(derivatives(dy as tf.Tensor, saved).entries()),
});
