/** The trace of a step: while it is current, kernels append nodes to its graph instead of computing. */
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric, type OnnxruntimeBackend } from './backend';
import { noLowering, tensorOutlivesStep } from './errors';
import type { Elements, Graph, Signature, Value } from './graph';
import type { Lower, LoweringInputs } from './lowerings/lowering';
import { cast } from './operators/elementwise';
import { constant, reshape } from './operators/shape';

/** The inputs of a kernel as tfjs passes them: a record or an array, with arrays and gaps inside. */
export type KernelInputs = Readonly<Record<string, tf.TensorInfo | tf.TensorInfo[] | undefined>>;

/** What a kernel is called with. */
export interface KernelCall {
  readonly inputs: KernelInputs;
  readonly attributes: object;
}

/** Replaces every tensor in a kernel's inputs, keeping their form. */
export function mapInputs(inputs: KernelInputs, replace: (x: tf.TensorInfo) => Value): LoweringInputs {
  const entries = Object.entries(inputs).map(([name, x]) => [
    name,
    Array.isArray(x) ? x.map(replace) : x && replace(x),
  ]);
  const result = Object.fromEntries(entries) as LoweringInputs;
  return Array.isArray(inputs) ? (Object.values(result) as unknown as LoweringInputs) : result;
}

/** One trace of one step. */
export class Trace {
  readonly #captured = new Map<tf.DataId, Value>();

  constructor(
    readonly backend: OnnxruntimeBackend,
    readonly graph: Graph,
  ) {}

  /** A tensor that is an input of the step. */
  input(name: string, shape: readonly number[], dtype: tf.DataType): tf.TensorInfo {
    return this.symbol(this.graph.input(name, { type: numericType(dtype, 'input'), shape }));
  }

  /** A tensor without values, which stands for `value`. */
  symbol(value: Value): tf.TensorInfo {
    if (value.type === 'int64') throw new TypeError('tfjs has no int64: a lowering must cast');
    return this.backend.make({ kind: 'symbol', value }, value.shape, value.type);
  }

  /** The graph's value of a tensor; one that was computed before the trace becomes a constant. */
  value = (x: tf.TensorInfo): Value => {
    const content = this.backend.content(x.dataId);
    if (content.kind === 'symbol' && content.value.graph !== this.graph) throw tensorOutlivesStep();
    const value = content.kind === 'symbol' ? content.value : this.#captureOnce(x);
    return cast(reshape(value, x.shape), numericType(x.dtype, 'Cast'));
  };

  /** Appends a kernel's nodes. @throws BackendError where it has no lowering for these arguments. */
  apply(kernel: string, lower: Lower | undefined, { inputs, attributes }: KernelCall): tf.TensorInfo[] {
    const results = lower?.(mapInputs(inputs, this.value), attributes, this.graph);
    if (!results) throw noLowering(kernel);
    return [results].flat().map((value) => this.symbol(value));
  }

  #captureOnce(x: tf.TensorInfo): Value {
    const known = this.#captured.get(x.dataId);
    if (known) return known;
    const value = this.capture(x);
    this.#captured.set(x.dataId, value);
    return value;
  }

  /** A tensor that was computed before the trace. */
  protected capture({ dataId }: tf.TensorInfo): Value {
    const { type, dims, data } = this.backend.tensorOf(dataId);
    // A copy: the model must not change when the tensor's buffer is used again.
    return constant(this.graph, data as Elements, { type, shape: dims } as Signature);
  }
}

function numericType(dtype: tf.DataType, kernel: string): 'float32' | 'int32' | 'bool' {
  if (!isNumeric(dtype)) throw noLowering(kernel);
  return dtype;
}
