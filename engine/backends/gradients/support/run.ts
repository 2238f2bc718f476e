/** Kernels that tfjs has no public function for. */
import * as tf from '@tensorflow/tfjs-core';

/** Runs a kernel by its name. */
export const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap);
