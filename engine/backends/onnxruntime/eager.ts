/** One kernel at a time: the same lowerings as in a step, each in a session of its own that is kept for the next call. */
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric, type OnnxruntimeBackend } from './backend';
import { Graph, type Signature, type Value } from './graph';
import type { Lower } from './lowerings/lowering';
import { encodeModel } from './onnx';
import type { Runtime, Session } from './session';
import { mapInputs, type KernelCall, type KernelInputs } from './kernel-call';

/** Sessions kept: a model's kernels at a few batch sizes. The one unused for longest is closed first. */
const MAX_SESSIONS = 512;

/** Below this number of input elements, waking other threads costs more than they save. */
const PARALLEL_ELEMENTS = 32_768;

interface Program {
  session: Session;
  outputs: { name: string; signature: Signature }[];
}

/** Runs lowerings at once, one session for each kernel, attributes and input shapes. */
export class EagerRunner {
  /** In order of last use; null where the kernel has no lowering for these arguments. */
  readonly #programs = new Map<string, Program | null>();

  constructor(
    readonly runtime: Runtime,
    readonly threads: number,
  ) {}

  /** The kernel's results; null where onnxruntime cannot compute them. */
  run(
    backend: OnnxruntimeBackend,
    kernel: string,
    lower: Lower,
    { inputs, attributes }: KernelCall,
  ): tf.TensorInfo[] | null {
    const tensors = Object.values(inputs).flatMap((x) => x ?? []);
    if (tensors.some(({ dtype, shape }) => !isNumeric(dtype) || shape.includes(0))) return null;
    const program = this.#program(kernel, lower, inputs, attributes);
    if (!program) return null;
    const feeds = tensors.map((x, i) => [`x${i}`, backend.tensorOf(x.dataId).reshape(x.shape)] as const);
    const results = program.session.run(Object.fromEntries(feeds));
    return program.outputs.map(({ name, signature }) =>
      backend.make({ kind: 'tensor', tensor: results[name]! }, signature.shape, signature.type as tf.DataType),
    );
  }

  #program(kernel: string, lower: Lower, inputs: KernelInputs, attributes: object): Program | null {
    const form = Object.entries(inputs).map(([name, x]) => [
      name,
      [x ?? []].flat().map(({ shape, dtype }) => [shape, dtype]),
    ]);
    const key =
      kernel + JSON.stringify([form, Object.entries(attributes).map(([name, value]) => [name, exactly(value)])]);
    const known = this.#programs.get(key);
    const program = known === undefined ? this.#compile(lower, inputs, attributes) : known;
    this.#programs.delete(key);
    this.#programs.set(key, program);
    this.#evict();
    return program;
  }

  #compile(lower: Lower, inputs: KernelInputs, attributes: object): Program | null {
    const graph = new Graph();
    let elements = 0;
    let count = 0;
    const values = mapInputs(inputs, ({ shape, dtype }) => {
      elements += shape.reduce((product, size) => product * size, 1);
      return graph.input(`x${count++}`, { type: dtype as Value['type'], shape });
    });
    const results = lower(values, attributes, graph);
    if (!results) return null;
    const outputs = [results].flat().map((value, i) => {
      graph.outputs.set(`y${i}`, value);
      return { name: `y${i}`, signature: { type: value.type, shape: value.shape } };
    });
    const threads = elements < PARALLEL_ELEMENTS ? 1 : this.threads;
    const names = outputs.map(({ name }) => name);
    return { session: this.runtime.session(encodeModel(graph), names, { threads, optimize: false }), outputs };
  }

  #evict(): void {
    if (this.#programs.size <= MAX_SESSIONS) return;
    const [key, program] = this.#programs.entries().next().value!;
    this.#programs.delete(key);
    program?.session.dispose();
  }
}

/** JSON has no infinities, not-a-number or −0. */
const exactly = (value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? `#${Object.is(value, -0) ? '-0' : value}`
    : value;
