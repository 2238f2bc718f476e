/** A traced step, once or several times in a row, as a session: what it is fed, where its state goes, what it returns. */
import type { DataId } from '@tensorflow/tfjs-core';
import type { HostTensor, StepInput, StepInputs, StepResults } from '../device';
import type { OnnxruntimeBackend } from './backend';
import { openGraph, type OpenOptions } from './open-graph';
import { packState } from './pack-state';
import type { HostValues, RuntimeTensor, Session } from './session';
import { PackSlot, single, type StateSlot } from './state';
import { inputName, nextName, resultName, stateName, type Traced } from './trace-step';
import { ofStep, unroll } from './unroll';

interface Outcome {
  results: StepResults[];
  isAccepted: boolean;
}

export class Program {
  /** Calls so far, and the fastest of them. */
  runs = 0;
  milliseconds = Infinity;
  readonly #session: Session;
  readonly #fed: ReadonlySet<string>;
  readonly #state: readonly StateSlot[];
  readonly #assigned: readonly StateSlot[];
  readonly #results: readonly string[];
  readonly #captured: readonly DataId[];

  constructor(
    readonly backend: OnnxruntimeBackend,
    { graph: traced, results, variables, captured }: Traced,
    readonly count: number,
    readonly options: OpenOptions,
  ) {
    const state = variables.map((variable) => ({ variable, input: stateName(variable), output: nextName(variable) }));
    // Parts of a vector cannot be told apart where the state stays on the device.
    const isPacked = (options.packed ?? true) && !options.provider.resident;
    const { graph, packs } = packState(traced, isPacked ? state : []);
    const packed = new Set(packs.flatMap(({ members }) => members));
    const slots = [
      ...state.filter((held) => !packed.has(held)).map(single),
      ...packs.map((pack) => new PackSlot(pack)),
    ];
    this.#assigned = slots.filter(({ output }) => graph.outputs.has(output));
    const resident = this.#assigned.map(({ output }) => output);
    this.#session = openGraph(backend.runtime, unroll(graph, slots, count), resident, options);
    this.#fed = new Set(this.#session.inputs);
    this.#state = slots.filter(({ input }) => this.#fed.has(input));
    this.#results = results;
    this.#captured = captured;
  }

  /** Whether the tensors that the step took from outside are still there, as an optimizer's learning rate is. */
  isCurrent(): boolean {
    return this.#captured.every((dataId) => this.backend.refCount(dataId) > 0);
  }

  /**
   * As many steps as the program has; the state moves where all their results are accepted.
   * @throws BackendError where a variable has been disposed
   */
  run(all: readonly StepInputs[], accept: (results: StepResults) => boolean): Outcome {
    const { backend, options } = this;
    const start = performance.now();
    const feeds: Record<string, RuntimeTensor> = {};
    all.forEach((inputs, step) => {
      this.#feed(feeds, inputs, step);
    });
    for (const slot of [...this.#state, ...this.#assigned]) slot.requireAlive();
    for (const slot of this.#state) feeds[slot.input] = slot.feed(backend, options.provider);
    const outputs = this.#session.run(feeds);
    const results = all.map((_, step) => this.#resultsOf(outputs, step));
    const isAccepted = results.every(accept);
    for (const slot of this.#assigned) {
      if (isAccepted) slot.store(backend, outputs[slot.output]!);
      else backend.runtime.memory.free(outputs[slot.output]!);
    }
    this.runs++;
    this.milliseconds = Math.min(this.milliseconds, performance.now() - start);
    return { results, isAccepted };
  }

  dispose(): void {
    this.#session.dispose();
  }

  /** Of a step's inputs, those that its results depend on. */
  #feed(feeds: Record<string, RuntimeTensor>, inputs: StepInputs, step: number): void {
    for (const [name, input] of Object.entries(inputs)) {
      const fed = ofStep(inputName(name), step, this.count);
      if (this.#fed.has(fed)) feeds[fed] = this.#tensorOf(input);
    }
  }

  #tensorOf(input: StepInput): RuntimeTensor {
    const { runtime } = this.backend;
    if (typeof input === 'number') return runtime.tensor('float32', Float32Array.of(input), []);
    return runtime.tensor(input.dtype, input.values, input.shape);
  }

  #resultsOf(outputs: Record<string, RuntimeTensor>, step: number): StepResults {
    const entries = this.#results.map((name) => [name, toHost(outputs[ofStep(resultName(name), step, this.count)]!)]);
    return Object.fromEntries(entries) as StepResults;
  }
}

const toHost = ({ dims, type, data }: RuntimeTensor): HostTensor => ({
  shape: [...dims],
  dtype: type as HostTensor['dtype'],
  values: data as HostValues,
});
