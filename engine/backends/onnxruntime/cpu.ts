/**
 * tfjs's own CPU backend, quietly (it advertises tfjs-node on first use) and corrected.
 *
 * Every device starts through this file, so it also brings the ops' gradients, which tfjs-layers registers.
 */
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { correctCpuKernels, correctGradients } from '../corrections';

correctGradients();
correctCpuKernels();

/** The one instance that tfjs registers. */
export function cpuBackend(): MathBackendCPU {
  const backend = tf.engine().findBackend('cpu');
  if (!(backend instanceof MathBackendCPU)) throw new TypeError("tfjs's cpu backend is not registered");
  Reflect.set(backend, 'firstUse', false);
  return backend;
}
