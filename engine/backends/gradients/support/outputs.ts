/** tfjs hands the gradients of several outputs to a gradient as a list, but that of an only one as itself. */
import type * as tf from '@tensorflow/tfjs-core';

/** The gradients of all outputs. */
export const outputs = (dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] => [dy].flat();
