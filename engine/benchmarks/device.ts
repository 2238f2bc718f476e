/** The devices of a benchmark: the engine's own, and tfjs's wasm backend, which is no device of the product. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../backends/device';
import { startDevice } from '../backends/devices';
import { eagerCompile, onlyFloat32 } from '../backends/reference';

/** Starts `wasm` or the engine's CPU. @throws where wasm's package is not installed. */
export async function startBenchmarkDevice(name: string): Promise<Device> {
  return name === 'wasm' ? startWasm() : (await startDevice('cpu')).device;
}

async function startWasm(): Promise<Device> {
  // Only a benchmark's machine has it; the bundle must not.
  await import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');
  await tf.ready();
  return { id: 'reference', title: 'tfjs wasm', compile: eagerCompile, whyNoMixedPrecision: onlyFloat32 };
}
