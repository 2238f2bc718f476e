/** The trace of a step: while it is current, kernels append nodes to its graph instead of computing. */
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric, type OnnxruntimeBackend } from './backend';
import { evaluate } from './constants';
import { complexOutput, noiseInStep, noLowering, tensorOutlivesStep } from './errors';
import { runOnHost } from './fallback';
import type { Elements, Graph, Signature, Value } from './graph';
import { isExpressible, mapInputs, type KernelCall } from './kernel-call';
import type { Lower } from './lowerings/lowering';
import { cast } from './operators/elementwise';
import { constant, reshape } from './operators/shape';

/** Kernels that draw noise, by the op's name: on the host they would freeze it. */
const NOISE: Readonly<Record<string, string>> = { Multinomial: 'multinomial' };

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
    const { type } = value;
    if (!isNumeric(type)) throw new TypeError(`tfjs has no ${type}: a lowering must cast`);
    return this.backend.make({ kind: 'symbol', value }, value.shape, type);
  }

  /** The graph's value of a tensor; one that was computed before the trace becomes a constant. */
  value = (x: tf.TensorInfo): Value => {
    if (x.dtype === 'complex64') throw complexOutput();
    const content = this.backend.content(x.dataId);
    if (content.kind === 'symbol' && content.value.graph !== this.graph) throw tensorOutlivesStep();
    const value = content.kind === 'symbol' ? content.value : this.#captureOnce(x);
    return cast(reshape(value, x.shape), numericType(x.dtype, 'Cast'));
  };

  /** Appends a kernel's nodes; null where it cannot be lowered for these arguments. */
  apply(kernel: string, lower: Lower | undefined, call: KernelCall): tf.TensorInfo[] | null {
    if (NOISE[kernel]) throw noiseInStep(NOISE[kernel]);
    if (!lower || !isExpressible(call)) return null;
    const results = lower(mapInputs(call.inputs, this.value), call.attributes, this.graph);
    return results && [results].flat().map((value) => this.symbol(value));
  }

  /** Runs a kernel now. @throws BackendError where its inputs are not known before the step runs. */
  onHost(kernel: string, { inputs, attributes }: KernelCall): tf.TensorInfo[] {
    const made: tf.TensorInfo[] = [];
    const known = (x: tf.TensorInfo): tf.TensorInfo => {
      const content = this.backend.content(x.dataId);
      if (content.kind === 'complex') [content.real, content.imag].forEach(known);
      if (content.kind !== 'symbol') return x;
      const tensor = evaluate(this.backend.runtime, content.value);
      if (!tensor) throw noLowering(kernel);
      const info = this.backend.make({ kind: 'tensor', tensor }, x.shape, x.dtype);
      made.push(info);
      return info;
    };
    try {
      return runOnHost(this.backend, kernel, { inputs: mapInputs(inputs, known), attributes });
    } finally {
      for (const { dataId } of made) this.backend.disposeData(dataId);
    }
  }

  /** The data computed before the trace that the graph holds a copy of, as long as it is there. */
  captured(): tf.DataId[] {
    return [...this.#captured.keys()].filter((dataId) => this.backend.refCount(dataId) > 0);
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
