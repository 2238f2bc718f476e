/** Steps compiled for WebGPU, of which the CPU computes nothing. */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, Step } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';
import { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { compileStep } from '../../engine/backends/onnxruntime/compile';
import { BACKEND_NAME } from '../../engine/backends/onnxruntime/kernels';
import { providers, type Provider } from '../../engine/backends/onnxruntime/providers';

/** The backend that all of onnxruntime's devices share; WebGPU has been started. */
export async function startWebgpu(): Promise<OnnxruntimeBackend> {
  await startDevice('webgpu');
  const backend: unknown = tf.findBackend(BACKEND_NAME);
  if (backend instanceof OnnxruntimeBackend) return backend;
  throw new TypeError('onnxruntime is not the current backend');
}

/** Makes a step run on WebGPU, and refuses one of which the CPU would compute a part; or as it is said. */
export const compileFor =
  (backend: OnnxruntimeBackend, { provider = providers.webgpu, alone = provider.resident }: Partial<Target> = {}) =>
  (step: Step): CompiledStep =>
    compileStep(backend, step, { threads: 1, provider, alone });

interface Target {
  provider: Provider;
  alone: boolean;
}
