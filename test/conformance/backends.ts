/** Registers the backends for the conformance suite, each by the name under which a run asks for it. */
import * as tf from '@tensorflow/tfjs-core';
import { correctGradients } from '../../engine/backends/corrections';
import { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { EagerRunner } from '../../engine/backends/onnxruntime/eager';
import { registerKernels } from '../../engine/backends/onnxruntime/kernels';
import { loadRuntime, type Runtime } from '../../engine/backends/onnxruntime/session';
import { DeferredBackend } from './deferred';

let loading: Promise<Runtime> | undefined;

async function loadOnce(): Promise<Runtime> {
  const runtime = await loadRuntime();
  registerKernels(new EagerRunner(runtime, 1));
  return runtime;
}

/** The suite discards its backend and asks for a new one between groups of specs; the kernels stay. */
export function register(way: 'eager' | 'compiled'): void {
  correctGradients();
  const Backend = way === 'eager' ? OnnxruntimeBackend : DeferredBackend;
  tf.registerBackend('onnxruntime', async () => new Backend(await (loading ??= loadOnce())));
}
