/** tfjs's kernel stops after the first image of a batch, and of an empty batch forgets the size that was asked for. */
import type * as tf from '@tensorflow/tfjs-core';
import type { CpuBackend, CpuKernel } from './kernel';

export const kernel: CpuKernel = {
  kernelName: 'Transform',
  correct: (original) => (call) => {
    const cpu = call.backend as CpuBackend;
    const { image, transforms } = call.inputs as Record<'image' | 'transforms', tf.TensorInfo>;
    const [batch, H, W, C] = image.shape as [number, number, number, number];
    const [newH, newW] = (call.attrs!.outputShape as [number, number] | null | undefined) ?? [H, W];
    const size = newH * newW * C;
    const all = image.dtype === 'int32' ? new Int32Array(batch * size) : new Float32Array(batch * size);
    for (let b = 0; b < batch; b++) {
      const examples = { image: example(cpu, image, b), transforms: example(cpu, transforms, b) };
      const result = original({ ...call, inputs: examples }) as tf.TensorInfo;
      all.set(cpu.data.get(result.dataId).values, b * size);
      for (const { dataId } of [...Object.values(examples), result]) cpu.disposeData(dataId);
    }
    return cpu.makeTensorInfo([batch, newH, newW, C], image.dtype, all);
  },
};

/** Example b of x (B or 1, …), which one alone is for all. */
function example(backend: CpuBackend, { dataId, shape, dtype }: tf.TensorInfo, b: number): tf.TensorInfo {
  const { values } = backend.data.get(dataId);
  const size = values.length / shape[0]!;
  const first = shape[0] === 1 ? 0 : b * size;
  return backend.makeTensorInfo([1, ...shape.slice(1)], dtype, values.slice(first, first + size));
}
