/** tfjs writes the updates into the very tensor that it was given: give it a copy. */
import type { CpuBackend, CpuKernel } from './kernel';

export const kernel: CpuKernel = {
  kernelName: 'TensorScatterUpdate',
  correct: (original) => (call) => {
    const cpu = call.backend as CpuBackend;
    const { dataId, shape, dtype } = call.inputs.tensor!;
    const values = cpu.data.get(dataId).values;
    const copy = cpu.makeTensorInfo(shape, dtype, values.slice());
    try {
      return original({ ...call, inputs: { ...call.inputs, tensor: copy } });
    } finally {
      // The result keeps the copy's values.
      cpu.disposeData(copy.dataId);
    }
  },
};
