/** `compile(step)`: traces a step once for each signature of its inputs, and replays the graph ever after. */
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, HostTensor, Step, StepInput } from '../device';
import type { OnnxruntimeBackend } from './backend';
import { notTensor, stepInputMissing, variableMadeInStep } from './errors';
import { Graph } from './graph';
import { openGraph, type OpenOptions } from './open-graph';
import { packState } from './pack-state';
import type { Provider } from './providers';
import type { HostValues, RuntimeTensor, Session } from './session';
import { PackSlot, single, type StateSlot } from './state';
import { Trace } from './trace';

/** Names in the graph: a step's own inputs and results cannot collide with its state. */
const inputName = (name: string): string => `input ${name}`;
const stateName = (variable: tf.Variable): string => `state ${variable.name}`;
const nextName = (variable: tf.Variable): string => `next ${variable.name}`;
const resultName = (name: string): string => `result ${name}`;

interface Program {
  session: Session;
  provider: Provider;
  /** Of the step's inputs, those that its results depend on. */
  inputs: string[];
  reads: StateSlot[];
  assigns: StateSlot[];
  results: string[];
}

/** Makes a step fast: see {@link Step} for what it may do. */
export function compileStep(backend: OnnxruntimeBackend, step: Step, options: OpenOptions): CompiledStep {
  const programs = new Map<string, Program>();
  const programFor = (inputs: Record<string, StepInput>): Program => {
    const key = signatureOf(inputs);
    const known = programs.get(key);
    if (known) return known;
    const program = build(backend, step, inputs, options);
    programs.set(key, program);
    return program;
  };
  return {
    async run(inputs) {
      const program = programFor(inputs);
      // The native call blocks: let messages that wait be handled first. From here on all is synchronous,
      // so that the state is read and stored in one piece.
      await new Promise(setImmediate);
      return replay(backend, program, inputs);
    },
    dispose() {
      for (const { session } of programs.values()) session.dispose();
      programs.clear();
    },
  };
}

const signatureOf = (inputs: Record<string, StepInput>): string =>
  Object.entries(inputs)
    .map(([name, x]) => `${name}:${typeof x === 'number' ? '' : `${x.dtype}[${x.shape.join()}]`}`)
    .sort()
    .join();

function build(
  backend: OnnxruntimeBackend,
  step: Step,
  inputs: Record<string, StepInput>,
  options: OpenOptions,
): Program {
  const { graph: traced, results, variables } = traceStep(backend, step, inputs);
  const state = variables.map((variable) => ({ variable, input: stateName(variable), output: nextName(variable) }));
  // Parts of a vector cannot be told apart where the state stays on the device.
  const isPacked = (options.packed ?? true) && !options.provider.resident;
  const { graph, packs } = packState(traced, isPacked ? state : []);
  const packed = new Set(packs.flatMap(({ members }) => members));
  const slots = [...state.filter((held) => !packed.has(held)).map(single), ...packs.map((pack) => new PackSlot(pack))];
  const assigns = slots.filter(({ output }) => graph.outputs.has(output));
  const session = openGraph(
    backend.runtime,
    graph,
    assigns.map(({ output }) => output),
    options,
  );
  const read = new Set(session.inputs);
  return {
    session,
    provider: options.provider,
    inputs: Object.keys(inputs).filter((name) => read.has(inputName(name))),
    reads: slots.filter(({ input }) => read.has(input)),
    assigns,
    results,
  };
}

function replay(
  backend: OnnxruntimeBackend,
  { session, provider, inputs: names, reads, assigns, results }: Program,
  inputs: Record<string, StepInput>,
): Record<string, HostTensor> {
  const feeds: Record<string, RuntimeTensor> = {};
  for (const name of names) feeds[inputName(name)] = tensorOf(backend, name, inputs[name]);
  for (const slot of reads) feeds[slot.input] = slot.feed(backend, provider);
  const outputs = session.run(feeds);
  for (const slot of assigns) slot.store(backend, outputs[slot.output]!);
  return Object.fromEntries(results.map((name) => [name, toHost(outputs[resultName(name)]!)]));
}

function tensorOf({ runtime }: OnnxruntimeBackend, name: string, input: StepInput | undefined): RuntimeTensor {
  if (input === undefined) throw stepInputMissing(name);
  if (typeof input === 'number') return runtime.tensor('float32', Float32Array.of(input), []);
  return runtime.tensor(input.dtype, input.values, input.shape);
}

const toHost = ({ dims, type, data }: RuntimeTensor): HostTensor => ({
  shape: [...dims],
  dtype: type as HostTensor['dtype'],
  values: data as HostValues,
});

interface Traced {
  graph: Graph;
  results: string[];
  variables: tf.Variable[];
}

/** Runs the step on symbols: variables stand for the state, and get their values back afterwards. */
function traceStep(backend: OnnxruntimeBackend, step: Step, inputs: Record<string, StepInput>): Traced {
  const trace = new Trace(backend, new Graph());
  const variables = Object.values(tf.engine().state.registeredVariables);
  const values = variables.map((variable) => variable.clone());
  backend.trace = trace;
  try {
    const initial = variables.map((variable) => becomeState(trace, variable));
    const results = tf.tidy(() => runStep(trace, step, inputs));
    variables.forEach((variable, i) => {
      const final = trace.value(variable);
      if (final !== initial[i]) trace.graph.outputs.set(nextName(variable), final);
    });
    refuseNewVariables(variables);
    return { graph: trace.graph, results, variables };
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

function runStep(trace: Trace, step: Step, inputs: Record<string, StepInput>): string[] {
  const symbols = Object.entries(inputs).map(([name, input]) => {
    const { shape, dtype } = typeof input === 'number' ? { shape: [], dtype: 'float32' as const } : input;
    const info = trace.input(inputName(name), shape, dtype);
    return [name, tf.engine().makeTensorFromTensorInfo(info, trace.backend)] as const;
  });
  const results = Object.entries(step(Object.fromEntries(symbols)));
  for (const [name, tensor] of results) {
    if (!(tensor instanceof tf.Tensor)) throw notTensor(name);
    trace.graph.outputs.set(resultName(name), trace.value(tensor));
  }
  return results.map(([name]) => name);
}

/** A variable made while tracing would hold a symbol for ever. */
function refuseNewVariables(known: readonly tf.Variable[]): void {
  const old = new Set(known);
  const made = Object.values(tf.engine().state.registeredVariables).filter((variable) => !old.has(variable));
  for (const variable of made) variable.dispose();
  if (made[0]) throw variableMadeInStep(made[0].name);
}
