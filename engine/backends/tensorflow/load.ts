/** Loads tfjs-node-gpu into this process: its native library first, which says best what is wrong, then its code. */
import * as tf from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';
import util from 'node:util';
import { noteFusedAttributes } from '../gradients/support/fused';
import { addonUnloadable, notStarted } from './errors';
import type { Installation } from './locate';

/** The name under which the package registers its backend with tfjs. */
export const BACKEND_NAME = 'tensorflow';

/** What we ask of the native library ourselves. */
export interface Library {
  TF_Version: string;
  isUsingGpuDevice(): boolean;
}

/**
 * Loads an installation; its backend is registered with tfjs then.
 * @throws TensorflowError
 */
export function load({ folder, addon }: Installation): Library {
  const load = createRequire(addon);
  restoreRemovedUtilities();
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
  try {
    // The package's own code asks for the same file and is given this instance.
    const library = load(addon) as Library;
    if (!isRegistered()) register(() => load(folder) as unknown);
    return library;
  } catch (cause) {
    throw isUnloadable(cause) ? addonUnloadable(cause, folder) : notStarted(cause);
  }
}

const isRegistered = (): boolean => (tf.findBackendFactory(BACKEND_NAME) as unknown) !== null;

function register(enter: () => unknown): void {
  asGuest(enter);
  if (!isRegistered()) throw new Error('it gives tfjs no backend');
  noteFusedAttributes(BACKEND_NAME);
}

const isUnloadable = (cause: unknown): cause is Error =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_DLOPEN_FAILED';

/** Variables that TensorFlow reads when it is loaded; the user's own come first. */
const settings = {
  // What it warns of (no GPU, a missing library) the device says itself; errors still show.
  TF_CPP_MIN_LOG_LEVEL: '2',
  // By default it takes all of the GPU's memory at once, the desktop's share too.
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
};

/** What tfjs-node calls of node:util and Node 23 removed. */
const removed = {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: Array.isArray,
};

function restoreRemovedUtilities(): void {
  for (const [name, implementation] of Object.entries(removed)) {
    if (!(name in util)) Object.assign(util, { [name]: implementation });
  }
}

/**
 * Lets in the package's own copy of tfjs. Copies of one version share the engine, which stands in a global variable, but
 * each registers tfjs's CPU kernels and gradients anew, with a warning for each: ours, which correct tfjs's, stay, and the
 * warnings are dropped.
 */
function asGuest(enter: () => unknown): void {
  const kernels = tf.getKernelsForBackend('cpu');
  const gradients = kernels.map(({ kernelName }) => tf.getGradient(kernelName) as tf.GradConfig | undefined);
  const wasQuiet = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  try {
    enter();
  } finally {
    for (const kernel of kernels) tf.registerKernel(kernel);
    for (const gradient of gradients) if (gradient) tf.registerGradient(gradient);
    tf.env().set('PROD', wasQuiet);
  }
}
