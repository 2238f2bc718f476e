/** Runs a step once on symbols, and writes down what it does as a graph. */
import * as tf from '@tensorflow/tfjs-core';
import { attempt } from '../attempt';
import type { Step, StepInputs } from '../device';
import type { OnnxruntimeBackend } from './backend';
import { stepWithoutEffect } from './errors';
import { Graph } from './graph';
import { noteVariables, refuseVariables } from './made-variables';
import { Trace } from './trace';

/** Names in the graph: a step's own inputs and results cannot collide with its state. */
export const inputName = (name: string): string => `input ${name}`;
export const stateName = ({ name }: { name: string }): string => `state ${name}`;
export const nextName = (variable: tf.Variable): string => `next ${variable.name}`;
export const resultName = (name: string): string => `result ${name}`;

/** What a trace found. */
export interface Traced {
  graph: Graph;
  /** Names of what the step returns. */
  results: string[];
  /** Every variable that there is; those that the step reads are the graph's inputs, those that it assigns outputs. */
  variables: tf.Variable[];
  /** Data of tensors from outside, of which the graph has copies: once one is disposed, the step would take another. */
  captured: tf.DataId[];
}

/**
 * Traces a step; once more where it made variables, which are state then.
 * @throws BackendError where it makes them anew each time.
 */
export function traceStep(backend: OnnxruntimeBackend, step: Step, inputs: StepInputs): Traced {
  const first = traceOnce(backend, step, inputs, noteVariables);
  if (first.made.length === 0) return first;
  try {
    return traceOnce(backend, step, inputs, refuseVariables);
  } catch (cause) {
    for (const variable of first.made) variable.dispose();
    throw cause;
  }
}

/** Runs the step on symbols: variables stand for the state, and get their values back afterwards. */
function traceOnce(
  backend: OnnxruntimeBackend,
  step: Step,
  inputs: StepInputs,
  watch: typeof noteVariables,
): Traced & { made: tf.Variable[] } {
  const trace = new Trace(backend, new Graph());
  const variables = Object.values(tf.engine().state.registeredVariables);
  const values = variables.map((variable) => variable.clone());
  backend.trace = trace;
  try {
    const initial = variables.map((variable) => becomeState(trace, variable));
    const { result: results, made } = watch(trace, () => tf.tidy(() => runStep(trace, step, inputs)));
    variables.forEach((variable, i) => {
      const final = trace.value(variable);
      if (final !== initial[i]) trace.graph.outputs.set(nextName(variable), final);
    });
    if (trace.graph.outputs.size === 0) throw stepWithoutEffect();
    return { graph: trace.graph, results, variables, captured: trace.captured(), made };
  } finally {
    backend.trace = null;
    variables.forEach((variable, i) => {
      if (!variable.isDisposed) variable.assign(values[i]!);
      values[i]!.dispose();
    });
  }
}

/** Gives a variable a symbol of its own, even where it shares its data with another tensor. */
function becomeState(trace: Trace, variable: tf.Variable): ReturnType<Trace['value']> {
  const info = trace.input(stateName(variable), variable.shape, variable.dtype);
  const symbol = tf.engine().makeTensorFromTensorInfo(info, trace.backend);
  variable.assign(symbol);
  symbol.dispose();
  return trace.value(variable);
}

function runStep(trace: Trace, step: Step, inputs: StepInputs): string[] {
  const symbols = Object.entries(inputs).map(([name, input]) => {
    const { shape, dtype } = typeof input === 'number' ? { shape: [], dtype: 'float32' as const } : input;
    const info = trace.input(inputName(name), shape, dtype);
    return [name, tf.engine().makeTensorFromTensorInfo(info, trace.backend)] as const;
  });
  const results = attempt(step, Object.fromEntries(symbols));
  for (const name in results) trace.graph.outputs.set(resultName(name), trace.value(results[name]!));
  return Object.keys(results);
}
