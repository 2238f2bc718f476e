/**
 * A backend for the test only: kernels append to one graph, and reading a tensor compiles what it needs, as a step is
 * compiled: traced, rewritten by the passes, encoded, optimized by onnxruntime and run. So the conformance suite, whose
 * specs read values all the time, can check that way too.
 */
import type * as tf from '@tensorflow/tfjs-core';
import { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { runOnHost } from '../../engine/backends/onnxruntime/fallback';
import { Graph, type Value } from '../../engine/backends/onnxruntime/graph';
import { isExpressible, mapInputs, type KernelCall } from '../../engine/backends/onnxruntime/kernel-call';
import type { Lower } from '../../engine/backends/onnxruntime/lowerings/lowering';
import { machineOf } from '../../engine/backends/onnxruntime/machine';
import { encodeModel } from '../../engine/backends/onnxruntime/onnx';
import { passes } from '../../engine/backends/onnxruntime/passes/passes.generated';
import { optimize } from '../../engine/backends/onnxruntime/passes/pass';
import type { RuntimeTensor } from '../../engine/backends/onnxruntime/session';
import { Trace } from '../../engine/backends/onnxruntime/trace';

/** A trace that never ends: values made on the host are inputs of its graph, with what they hold. */
class EndlessTrace extends Trace {
  readonly #feeds = new Map<string, RuntimeTensor>();

  override apply(_kernel: string, lower: Lower | undefined, call: KernelCall): tf.TensorInfo[] | null {
    const isEmpty = Object.values(call.inputs).some((x) => [x ?? []].flat().some(({ shape }) => shape.includes(0)));
    const results =
      lower && isExpressible(call) && !isEmpty
        ? lower(mapInputs(call.inputs, this.value), call.attributes, this.graph)
        : null;
    return results && [results].flat().map((value) => this.symbol(value));
  }

  /** Every value can be read here, so that every kernel can run. */
  override onHost(kernel: string, call: KernelCall): tf.TensorInfo[] {
    return runOnHost(this.backend, kernel, call);
  }

  protected override capture({ dataId }: tf.TensorInfo): Value {
    const tensor = this.backend.tensorOf(dataId);
    const name = `x${this.#feeds.size}`;
    this.#feeds.set(name, tensor);
    return this.graph.input(name, { type: tensor.type as Value['type'], shape: tensor.dims });
  }

  /** Compiles and runs what one value needs. */
  compute(value: Value): RuntimeTensor {
    this.graph.outputs.clear();
    this.graph.outputs.set('y', value);
    const better = optimize(this.graph, passes, machineOf(this.backend.runtime));
    const session = this.backend.runtime.session(encodeModel(better), ['y'], { threads: 1, optimize: true });
    const read = better.reachable().flatMap(({ origin }) => (origin.kind === 'input' ? [origin.name] : []));
    const { y } = session.run(Object.fromEntries(read.map((name) => [name, this.#feeds.get(name)!])));
    session.dispose();
    return y!;
  }
}

/** Computes when a value is read, and not before. */
export class DeferredBackend extends OnnxruntimeBackend {
  override trace: EndlessTrace = new EndlessTrace(this, new Graph());

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    return this.make({ kind: 'host', values: values as Uint8Array[] }, shape, dtype).dataId;
  }

  override readSync(dataId: tf.DataId): tf.backend_util.BackendValues {
    const content = this.content(dataId);
    if (content.kind !== 'symbol') return super.readSync(dataId);
    return this.trace.compute(content.value).data as tf.backend_util.BackendValues;
  }
}
