/**
 * tfjs refuses an operand with a label twice: take its diagonal first. And it multiplies operands before it sums, and
 * fails where one has a summed axis of its own: sum those first.
 */
import * as tf from '@tensorflow/tfjs-core';
import { distinct, parseEquation, requireRank, withoutRepeats } from '../einsum-equation';
import type { CpuBackend, CpuKernel } from './kernel';

export const kernel: CpuKernel = {
  kernelName: 'Einsum',
  correct: (original) => (call) => {
    const operands = Object.values(call.inputs) as tf.TensorInfo[];
    const cpu = call.backend as CpuBackend;
    const { terms } = parseEquation(call.attrs!.equation as string);
    const diagonals = operands.map((operand, i) => diagonal(cpu, operand, terms[i] ?? ''));
    const equation = withoutRepeats(call.attrs!.equation as string);
    const result = sumAloneFirst(original, { ...call, attrs: { equation } }, diagonals);
    // What is neither summed nor multiplied is returned as it is.
    dispose(cpu, diagonals, [...operands, result as tf.TensorInfo]);
    return result;
  },
};

type Call = Parameters<tf.KernelFunc>[0];

function sumAloneFirst(original: tf.KernelFunc, call: Call, operands: tf.TensorInfo[]): ReturnType<tf.KernelFunc> {
  const { terms, output } = parseEquation(call.attrs!.equation as string);
  const run = (inputs: tf.TensorInfo[], equation: unknown): ReturnType<tf.KernelFunc> =>
    original({ ...call, inputs: inputs as unknown as tf.NamedTensorInfoMap, attrs: { equation } as tf.NamedAttrMap });
  if (terms.length !== 2 || operands.length !== 2) return run(operands, call.attrs!.equation);
  const cpu = call.backend as CpuBackend;
  const kept = terms.map((term, i) => Array.from(term).filter((label) => (output + terms[1 - i]!).includes(label)));
  const sums = operands.map((operand, i) => sumAlone(cpu, operand, terms[i]!, kept[i]!));
  const result = run(sums, `${kept.map((labels) => labels.join('')).join()}->${output}`);
  dispose(cpu, sums, operands);
  return result;
}

function dispose(backend: CpuBackend, made: tf.TensorInfo[], kept: tf.TensorInfo[]): void {
  for (const tensor of made) if (!kept.includes(tensor)) backend.disposeData(tensor.dataId);
}

/** The elements at which axes with one label have one position: along a label the place moves by all its axes' strides. */
function diagonal(backend: CpuBackend, x: tf.TensorInfo, term: string): tf.TensorInfo {
  const labels = Array.from(distinct(term));
  if (labels.length === term.length) return x;
  requireRank(term, x.shape);
  const axesOf = (label: string): number[] => x.shape.map((_, axis) => axis).filter((axis) => term[axis] === label);
  const shape = labels.map((label) => x.shape[term.indexOf(label)]!);
  for (const [i, label] of labels.entries()) {
    tf.util.assert(
      axesOf(label).every((axis) => x.shape[axis] === shape[i]),
      () => `axes ${axesOf(label).join(' and ')} of [${x.shape.join()}] have one label and must be equally long`,
    );
  }
  const stride = (axis: number): number => tf.util.sizeFromShape(x.shape.slice(axis + 1));
  const strides = labels.map((label) => axesOf(label).reduce((sum, axis) => sum + stride(axis), 0));
  const values = backend.data.get(x.dataId).values;
  const picked = values.slice(0, tf.util.sizeFromShape(shape)).map((_, flat) => {
    const position = labels.map((__, i) => Math.floor(flat / tf.util.sizeFromShape(shape.slice(i + 1))) % shape[i]!);
    return values[position.reduce((place, index, i) => place + index * strides[i]!, 0)]!;
  });
  return backend.makeTensorInfo(shape, x.dtype, picked);
}

/** Summed over the axes whose labels are not kept. */
function sumAlone(backend: CpuBackend, x: tf.TensorInfo, term: string, kept: readonly string[]): tf.TensorInfo {
  const axis = Array.from(term).flatMap((label, i) => (kept.includes(label) ? [] : [i]));
  if (axis.length === 0) return x;
  const { kernelFunc } = tf.getKernel('Sum', 'cpu');
  return kernelFunc({ inputs: { x }, attrs: { axis, keepDims: false }, backend }) as tf.TensorInfo;
}
