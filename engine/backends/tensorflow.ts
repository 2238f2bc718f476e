/** The device "tensorflow": @tensorflow/tfjs-node-gpu, an optional package with its own native library. */
import * as tf from '@tensorflow/tfjs-core';
import util from 'node:util';
import type { Device } from './device';
import { eagerCompile } from './reference';

const PACKAGE = '@tensorflow/tfjs-node-gpu';

/**
 * Starts tfjs-node-gpu and makes it tfjs's current backend.
 * @throws Error of one line naming the cause and the next step where it is missing or does not load.
 */
export async function startTensorflow(): Promise<Device> {
  restoreRemovedUtilities();
  try {
    await import(PACKAGE);
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
    throw new Error(
      `the backend "tensorflow" needs ${PACKAGE}, which does not load (${reason}); install it, or use --backend auto`,
      { cause },
    );
  }
  await tf.setBackend('tensorflow');
  return { id: 'tensorflow', title: 'TensorFlow (tfjs-node-gpu)', compile: eagerCompile };
}

/** tfjs-node calls functions of node:util that Node 23 removed. */
function restoreRemovedUtilities(): void {
  const missing = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, implementation] of Object.entries(missing)) {
    if (!(name in util)) Object.assign(util, { [name]: implementation });
  }
}
