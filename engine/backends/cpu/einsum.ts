/** tfjs multiplies operands before it sums, and fails where one has a summed axis of its own: sum those first. */
import * as tf from '@tensorflow/tfjs-core';
import type { CpuBackend, CpuKernel } from './kernel';

export const kernel: CpuKernel = {
  kernelName: 'Einsum',
  correct: (original) => (call) => {
    const operands = Object.values(call.inputs) as tf.TensorInfo[];
    const [inputs, output] = (call.attrs!.equation as string).replace(/\s/g, '').split('->') as [string, string];
    const terms = inputs.split(',');
    if (terms.length !== 2 || operands.length !== 2) return original(call);
    const cpu = call.backend as CpuBackend;
    const kept = terms.map((term, i) => Array.from(term).filter((label) => (output + terms[1 - i]!).includes(label)));
    const sums = operands.map((operand, i) => sumAlone(cpu, operand, terms[i]!, kept[i]!));
    const equation = `${kept.map((labels) => labels.join('')).join()}->${output}`;
    const result = original({ ...call, inputs: sums as unknown as tf.NamedTensorInfoMap, attrs: { equation } });
    sums.forEach((sum, i) => sum !== operands[i] && cpu.disposeData(sum.dataId));
    return result;
  },
};

/** Summed over the axes whose labels are not kept. */
function sumAlone(backend: CpuBackend, x: tf.TensorInfo, term: string, kept: readonly string[]): tf.TensorInfo {
  const axis = Array.from(term).flatMap((label, i) => (kept.includes(label) ? [] : [i]));
  if (axis.length === 0) return x;
  const { kernelFunc } = tf.getKernel('Sum', 'cpu');
  return kernelFunc({ inputs: { x }, attrs: { axis, keepDims: false }, backend }) as tf.TensorInfo;
}
