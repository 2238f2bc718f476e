/** The onnxruntime backend as a device. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../device';
import { OnnxruntimeBackend } from './backend';
import { compileStep } from './compile';
import { cpuBackend } from './cpu';
import { EagerRunner } from './eager';
import { BACKEND_NAME, registerKernels } from './kernels';
import { loadRuntime } from './session';

/** Starts onnxruntime on the CPU and makes it tfjs's current backend. @throws where the library does not load. */
export async function startOnnxruntime(threads: number): Promise<Device> {
  const backend = await currentBackend(threads);
  await tf.setBackend(BACKEND_NAME);
  return {
    id: 'cpu',
    title: `onnxruntime CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    compile: (step) => compileStep(backend, step, { threads }),
  };
}

/** tfjs keeps one backend of a name: a second start uses the first one's. */
async function currentBackend(threads: number): Promise<OnnxruntimeBackend> {
  const existing: unknown = tf.findBackend(BACKEND_NAME);
  if (existing instanceof OnnxruntimeBackend) return existing;
  const runtime = await loadRuntime();
  const backend = new OnnxruntimeBackend(runtime);
  cpuBackend();
  registerKernels(new EagerRunner(runtime, threads));
  tf.registerBackend(BACKEND_NAME, () => backend);
  return backend;
}
