/** The state of a compiled step: where its graph reads and writes variables, one by one or several in a vector. */
import type * as tf from '@tensorflow/tfjs-core';
import type { OnnxruntimeBackend } from './backend';
import { variableDisposed } from './errors';
import type { Pack, StateVariable } from './pack-state';
import type { Provider } from './providers';
import type { RuntimeTensor } from './session';

/** A variable, and its names in the graph. */
export interface Held extends StateVariable {
  readonly variable: tf.Variable;
}

/** An input and an output of the graph that are one piece of the state. */
export interface StateSlot extends StateVariable {
  /** @throws BackendError where a variable has been disposed */
  requireAlive(): void;
  /** The value now. */
  feed(backend: OnnxruntimeBackend, provider: Provider): RuntimeTensor;
  store(backend: OnnxruntimeBackend, next: RuntimeTensor): void;
}

function requireAlive({ isDisposed, name }: tf.Variable): void {
  if (isDisposed) throw variableDisposed(name);
}

/** A variable on its own. */
export const single = ({ variable, input, output }: Held): StateSlot => ({
  input,
  output,
  requireAlive() {
    requireAlive(variable);
  },
  feed: (backend, provider) => backend.feedOf(variable.dataId, provider),
  store(backend, next) {
    backend.store(variable, next);
  },
});

/** Variables in one vector; it is put together again only after one of them was assigned in another way. */
export class PackSlot implements StateSlot {
  readonly input: string;
  readonly output: string;
  readonly #variables: readonly tf.Variable[];
  /** The vector as it was stored last, and each variable's part of it. */
  #vector: RuntimeTensor | null = null;
  #parts: readonly RuntimeTensor[] = [];

  constructor({ input, output, members }: Pack<Held>) {
    this.input = input;
    this.output = output;
    this.#variables = members.map(({ variable }) => variable);
  }

  requireAlive(): void {
    this.#variables.forEach(requireAlive);
  }

  feed(backend: OnnxruntimeBackend): RuntimeTensor {
    const isCurrent = this.#variables.every(({ dataId }, i) => backend.holds(dataId, this.#parts[i]));
    return isCurrent && this.#vector ? this.#vector : this.#gather(backend);
  }

  store(backend: OnnxruntimeBackend, next: RuntimeTensor): void {
    const values = next.data as Float32Array;
    let end = 0;
    this.#vector = next;
    this.#parts = this.#variables.map(({ size, shape }) => {
      const start = end;
      end += size;
      return backend.runtime.tensor('float32', values.subarray(start, end), shape);
    });
    this.#variables.forEach((variable, i) => {
      backend.store(variable, this.#parts[i]!);
    });
  }

  #gather(backend: OnnxruntimeBackend): RuntimeTensor {
    const values = new Float32Array(this.#variables.reduce((sum, { size }) => sum + size, 0));
    let end = 0;
    for (const { dataId, size } of this.#variables) {
      values.set(backend.readSync(dataId) as Float32Array, end);
      end += size;
    }
    return backend.runtime.tensor('float32', values, [values.length]);
  }
}
