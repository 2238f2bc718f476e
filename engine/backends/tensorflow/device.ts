/** The device "tensorflow": @tensorflow/tfjs-node-gpu, an optional package whose native library runs each op by itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../device';
import { eagerCompile, onlyFloat32 } from '../reference';
import { BACKEND_NAME, load } from './load';
import { locate } from './locate';
import { notStarted } from './errors';
import { whyNoGpu } from './gpu';

/**
 * Starts tfjs-node-gpu and makes it tfjs's current backend.
 * @throws TensorflowError of one line: what is missing or does not load, and the next step.
 */
export async function startTensorflow(): Promise<Device> {
  const installation = locate();
  const library = load(installation);
  if (!(await tf.setBackend(BACKEND_NAME))) throw notStarted('its backend does not work');
  const name = `TensorFlow ${library.TF_Version} (tfjs-node-gpu ${installation.version})`;
  const place = library.isUsingGpuDevice() ? 'on the GPU' : `on the CPU, because ${whyNoGpu()}`;
  return { id: 'tensorflow', title: `${name} ${place}`, compile: eagerCompile, whyNoMixedPrecision: onlyFloat32 };
}
