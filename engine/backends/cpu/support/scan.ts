/** Running sums and products along an axis: tfjs loses the shape where the axis is counted from the last. */
import { util } from '@tensorflow/tfjs-core';
import type { CpuKernel } from '../kernel';

export const scanKernel = (kernelName: string): CpuKernel => ({
  kernelName,
  correct: (original) => (call) => {
    const { shape } = call.inputs.x!;
    const [axis] = util.parseAxisParam(call.attrs!.axis as number, shape);
    return original({ ...call, attrs: { ...call.attrs, axis: axis! } });
  },
});
