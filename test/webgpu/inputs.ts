/** A call to run on WebGPU and on the CPU, and what it is fed. */
import type { HostTensor, Step } from '../../engine/backends/device';

export interface Call {
  step: Step;
  inputs: Record<string, HostTensor>;
}

export const floats = (shape: number[], values: number[]): HostTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from(values),
});

export const integers = (shape: number[], values: number[]): HostTensor => ({
  shape,
  dtype: 'int32',
  values: Int32Array.from(values),
});

export const booleans = (shape: number[], values: number[]): HostTensor => ({
  shape,
  dtype: 'bool',
  values: Uint8Array.from(values),
});
