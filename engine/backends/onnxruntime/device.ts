/** The onnxruntime backend as a device. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../device';
import { OnnxruntimeBackend } from './backend';
import { checkProvider } from './check';
import { compileStep } from './compile';
import { cpuBackend } from './cpu';
import { EagerRunner } from './eager';
import { userGraphCache } from './graph-cache';
import { BACKEND_NAME, registerKernels } from './kernels';
import { whyNoMixedPrecision } from './mixed-precision';
import { providers, type Provider } from './providers';
import { loadRuntime } from './session';

/**
 * Starts onnxruntime on a provider and makes it tfjs's current backend.
 * @throws where the library does not load, or the provider does not start.
 */
export async function startOnnxruntime(threads: number, provider: Provider = providers.cpu): Promise<Device> {
  const backend = await currentBackend(threads);
  if (provider !== providers.cpu) checkProvider(backend.runtime, provider);
  await tf.setBackend(BACKEND_NAME);
  const cache = userGraphCache();
  return {
    id: provider.id,
    title: titleOf(provider, threads),
    compile: (step, options) => compileStep(backend, step, { threads, provider, cache, ...options }),
    whyNoMixedPrecision: () => whyNoMixedPrecision(backend.runtime, provider),
  };
}

/** The providers in this platform's package of onnxruntime; whether they start is another question. */
export async function supportedProviders(): Promise<Provider['id'][]> {
  const { supported } = (await currentBackend(1)).runtime;
  return Object.values(providers)
    .filter(({ name }) => supported.includes(name))
    .map(({ id }) => id);
}

const titleOf = ({ id, title }: Provider, threads: number): string =>
  id === 'cpu' ? `${title}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : title;

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
