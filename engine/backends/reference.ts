/** The reference device: tfjs's CPU backend, slow and exact, whose step runs as it is written. */
import * as tf from '@tensorflow/tfjs-core';
import { attempt } from './attempt';
import type { CompiledStep, Device, HostTensor, Step, StepInput, StepInputs, StepResults } from './device';
import { cpuBackend } from './onnxruntime/cpu';
import { tentatively } from './tentatively';

/** Starts the reference and makes it tfjs's current backend. */
export async function startReference(): Promise<Device> {
  cpuBackend();
  await tf.setBackend('cpu');
  return {
    id: 'reference',
    title: 'tfjs CPU reference (slow and exact)',
    compile: eagerCompile,
    whyNoMixedPrecision: onlyFloat32,
  };
}

/** Of devices whose steps run in tfjs's own tensors. */
export const onlyFloat32 = (): string => "it computes with tfjs's own tensors, which know no float16";

/** A step that is not compiled: it runs as written on tfjs's current backend. */
export function eagerCompile(step: Step): CompiledStep {
  const runOnce = (inputs: StepInputs): StepResults => {
    let results: StepResults = {};
    tf.tidy(() => {
      results = mapRecord(attempt(step, mapRecord(inputs, toTensor)), toHost);
    });
    return results;
  };
  const run: CompiledStep['run'] = async (inputs, accept) => {
    const variables = accept ? Object.values(tf.engine().state.registeredVariables) : [];
    return tentatively(variables, () => Promise.resolve(runOnce(inputs)), accept ?? (() => true));
  };
  return {
    run,
    runSeveral: async (next, accept) => [await run(next(0) ?? {}, accept)],
    dispose: () => undefined,
  };
}

const mapRecord = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

const toTensor = (input: StepInput): tf.Tensor =>
  typeof input === 'number' ? tf.scalar(input, 'float32') : tf.tensor(input.values, input.shape, input.dtype);

const toHost = (tensor: tf.Tensor): HostTensor => ({
  shape: [...tensor.shape],
  dtype: tensor.dtype as HostTensor['dtype'],
  values: tensor.dataSync<'float32'>().slice(),
});
