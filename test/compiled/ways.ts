/** The ways in which a step is run on several inputs in turn. */
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, Step, StepInputs, StepResults } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';
import { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { compileStep } from '../../engine/backends/onnxruntime/compile';
import { startOnnxruntime } from '../../engine/backends/onnxruntime/device';
import { Program as Session } from '../../engine/backends/onnxruntime/program';
import { providers } from '../../engine/backends/onnxruntime/providers';
import { traceStep } from '../../engine/backends/onnxruntime/trace-step';

export type Run = (step: Step, inputs: readonly StepInputs[]) => Promise<StepResults[]>;

/** Starts a device and makes it the current one. */
export type Way = () => Promise<Run>;

/** tfjs's cpu backend, op by op. */
export const reference: Way = async () => {
  const { device } = await startDevice('reference');
  return (step, inputs) => oneByOne(device.compile(step), inputs);
};

/** Its state in vectors, as the engine has it. */
export const compiled: Way = async () => {
  const device = await startOnnxruntime(options.threads);
  return (step, inputs) => oneByOne(device.compile(step), inputs);
};

export const unpacked: Way = async () => {
  const backend = await startBackend();
  return (step, inputs) => oneByOne(compileStep(backend, step, { ...options, packed: false }), inputs);
};

/** All steps as one graph; `runSeveral` does so with steps that have proved short. */
export const together: Way = async () => {
  const backend = await startBackend();
  return (step, inputs) => {
    const session = new Session(backend, traceStep(backend, step, inputs[0]!), inputs.length, options);
    const { results } = session.run(inputs, () => true);
    session.dispose();
    return Promise.resolve(results);
  };
};

const options = { threads: 1, provider: providers.cpu };

async function startBackend(): Promise<OnnxruntimeBackend> {
  await startOnnxruntime(options.threads);
  const backend: unknown = tf.backend();
  if (!(backend instanceof OnnxruntimeBackend)) throw new TypeError('onnxruntime is not the current backend');
  return backend;
}

async function oneByOne(step: CompiledStep, inputs: readonly StepInputs[]): Promise<StepResults[]> {
  const results: StepResults[] = [];
  for (const each of inputs) results.push(await step.run(each));
  step.dispose();
  return results;
}
