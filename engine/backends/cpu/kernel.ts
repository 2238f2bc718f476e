/**
 * Kernels that tfjs's cpu backend 4.22 has wrong: each file of this folder is one, registered over tfjs's when a device
 * starts. They are plain loops: the reference is slow and exact.
 */
import type * as tf from '@tensorflow/tfjs-core';

/** What a kernel needs of tfjs's cpu backend. */
export interface CpuBackend {
  readonly data: { get(dataId: tf.DataId): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.TypedArray): tf.TensorInfo;
  disposeData(dataId: tf.DataId): boolean;
}

/** One kernel, made right. */
export interface CpuKernel {
  readonly kernelName: string;
  /** @param original tfjs's, for those that need only other arguments. */
  readonly correct: (original: tf.KernelFunc) => tf.KernelFunc;
}

/** A tensor with its values. */
export interface Filled {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** A gradient: from dy and x a float32 tensor of x's shape. */
export const gradientKernel = (
  kernelName: string,
  names: readonly [dy: string, x: string],
  compute: (dy: Filled, x: Filled, attributes: never) => Float32Array,
): CpuKernel => ({
  kernelName,
  correct:
    () =>
    ({ inputs, attrs, backend }) => {
      const cpu = backend as CpuBackend;
      const [dy, x] = names.map((name) => filled(cpu, inputs[name]!)) as [Filled, Filled];
      return cpu.makeTensorInfo([...x.shape], 'float32', compute(dy, x, attrs as never));
    },
});

const filled = (backend: CpuBackend, { dataId, shape }: tf.TensorInfo): Filled => ({
  shape,
  values: backend.data.get(dataId).values,
});
