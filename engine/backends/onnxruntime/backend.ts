/**
 * The tfjs KernelBackend: who holds a tensor's data, and for how long.
 *
 * A tensor's data is on the host, in a tensor of onnxruntime's (on the host or a device), a symbol of the step that is
 * being traced, or a pair of tensors that make a complex one. Data is counted by the tensors that share it, and disposed
 * exactly once. Every device shares this one backend: single kernels run on the host, steps where they were compiled for.
 */
import * as tf from '@tensorflow/tfjs-core';
import { evaluate } from './constants';
import { noiseInStep, tensorOutlivesStep, valueReadInStep } from './errors';
import type { Value } from './graph';
import type { Provider } from './providers';
import type { HostValues, Runtime, RuntimeTensor } from './session';
import type { Trace } from './trace';

/** Where the data of a tensor is. */
export type Content =
  | { kind: 'host'; values: tf.backend_util.TypedArray | Uint8Array[] }
  | { kind: 'tensor'; tensor: RuntimeTensor }
  | { kind: 'symbol'; value: Value }
  | { kind: 'complex'; real: tf.TensorInfo; imag: tf.TensorInfo };

interface Entry {
  content: Content;
  dtype: tf.DataType;
  shape: readonly number[];
  references: number;
}

/** tfjs ops that draw noise on the host: in a trace it would become a constant. */
const NOISE = /^(rand\w*|truncatedNormal|dropout)(__op|_)?$/;

/** The types whose data onnxruntime can hold. */
type NumericType = 'float32' | 'int32' | 'bool';
const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** Values in the array type that belongs to a dtype; tfjs is lax about it. */
function typed(dtype: NumericType, values: ArrayLike<number>): HostValues {
  const Type = arrays[dtype];
  return values instanceof Type ? values : Type.from(values);
}

/** Whether onnxruntime knows tensors of this dtype. */
export const isNumeric = (dtype: string): dtype is NumericType => dtype in arrays;

/** tfjs's side of the onnxruntime backend. */
export class OnnxruntimeBackend extends tf.KernelBackend {
  /** The step that is being traced; null when kernels run at once. */
  trace: Trace | null = null;
  readonly #entries: tf.DataStorage<Entry>;

  constructor(readonly runtime: Runtime) {
    super();
    this.#entries = new tf.DataStorage(this, tf.engine());
  }

  /** A new tensor over `content`, owned by the caller. */
  make(content: Content, shape: readonly number[], dtype: tf.DataType): tf.TensorInfo {
    const dataId = {};
    this.#entries.set(dataId, { content, shape, dtype, references: 1 });
    return { dataId, shape: [...shape], dtype };
  }

  /** The same data under another shape: what Identity and Reshape are. */
  alias(x: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
    this.incRef(x.dataId);
    return { dataId: x.dataId, shape: [...shape], dtype: x.dtype };
  }

  content(dataId: tf.DataId): Content {
    return this.#entries.get(dataId).content;
  }

  /** Whether the data is this very tensor. */
  holds(dataId: tf.DataId, tensor: RuntimeTensor | undefined): boolean {
    const content = this.content(dataId);
    return content.kind === 'tensor' && content.tensor === tensor;
  }

  /** The data as what a provider's session can be fed: where it is, if that is the provider's memory, or on the host. */
  feedOf(dataId: tf.DataId, provider: Provider): RuntimeTensor {
    const content = this.content(dataId);
    const isThere = content.kind === 'tensor' && this.runtime.memory.placeOf(content.tensor) === provider;
    return isThere ? content.tensor : this.tensorOf(dataId);
  }

  /** The data as a tensor of onnxruntime's on the host, in its own shape. */
  tensorOf(dataId: tf.DataId): RuntimeTensor {
    const entry = this.#entries.get(dataId);
    if (entry.content.kind === 'tensor') return this.runtime.memory.toHost(entry.content.tensor);
    const dtype = entry.dtype as NumericType;
    const values = typed(dtype, this.readSync(dataId) as tf.backend_util.TypedArray);
    return this.runtime.tensor(dtype, values, entry.shape);
  }

  /** Gives a variable a new value without a trip through tfjs, unless others share its data and would see it change. */
  store(variable: tf.Variable, tensor: RuntimeTensor): void {
    const entry = this.#entries.get(variable.dataId);
    if (entry.references === 1) {
      this.#free(entry);
      Object.assign(entry, { content: { kind: 'tensor', tensor }, shape: variable.shape });
      return;
    }
    const info = this.make({ kind: 'tensor', tensor }, variable.shape, variable.dtype);
    const value = tf.engine().makeTensorFromTensorInfo(info, this);
    variable.assign(value);
    value.dispose();
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    if (this.trace) refuseNoise();
    return this.make({ kind: 'host', values: values as Uint8Array[] }, shape, dtype).dataId;
  }

  override move(
    dataId: tf.DataId,
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    this.#entries.set(dataId, { content: { kind: 'host', values: values as Uint8Array[] }, shape, dtype, references });
  }

  override readSync(dataId: tf.DataId): tf.backend_util.BackendValues {
    const { content, dtype } = this.#entries.get(dataId);
    switch (content.kind) {
      case 'host':
        return tf.util.convertBackendValuesAndArrayBuffer(content.values, dtype);
      case 'tensor':
        return this.runtime.memory.toHost(content.tensor).data as HostValues;
      case 'complex':
        return tf.backend_util.mergeRealAndImagArrays(
          this.readSync(content.real.dataId) as Float32Array,
          this.readSync(content.imag.dataId) as Float32Array,
        );
      case 'symbol':
        return this.#constant(content.value).data as HostValues;
    }
  }

  /** What a symbol stands for, if no input of the step and no state reaches it. */
  #constant(value: Value): RuntimeTensor {
    if (value.graph !== this.trace?.graph) throw tensorOutlivesStep();
    const known = evaluate(this.runtime, value);
    if (!known) throw valueReadInStep(currentOp());
    return known;
  }

  override read(dataId: tf.DataId): Promise<tf.backend_util.BackendValues> {
    return new Promise((resolve) => {
      resolve(this.readSync(dataId));
    });
  }

  /** tfjs reads a tensor as a buffer through this method in a few ops. */
  bufferSync(t: tf.TensorInfo): tf.TensorBuffer<tf.Rank, tf.DataType> {
    const values = this.readSync(t.dataId);
    const elements =
      t.dtype === 'string' ? (values as Uint8Array[]).map((bytes) => tf.util.decodeString(bytes)) : values;
    return tf.buffer(t.shape, t.dtype, elements as tf.backend_util.TypedArray);
  }

  override refCount(dataId: tf.DataId): number {
    return this.#entries.has(dataId) ? this.#entries.get(dataId).references : 0;
  }

  override incRef(dataId: tf.DataId): void {
    this.#entries.get(dataId).references++;
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.#entries.has(dataId)) return true;
    const entry = this.#entries.get(dataId);
    entry.references--;
    if (!force && entry.references > 0) return false;
    if (entry.content.kind === 'complex') {
      this.disposeData(entry.content.real.dataId, true);
      this.disposeData(entry.content.imag.dataId, true);
    }
    this.#free(entry);
    this.#entries.delete(dataId);
    return true;
  }

  #free({ content }: Entry): void {
    if (content.kind === 'tensor') this.runtime.memory.free(content.tensor);
  }

  override numDataIds(): number {
    return this.#entries.numDataIds();
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override timerAvailable(): boolean {
    return true;
  }

  /** Kernels run when they are called, so the clock on the wall is right. */
  override time(run: () => void): Promise<{ kernelMs: number }> {
    const start = performance.now();
    run();
    return Promise.resolve({ kernelMs: performance.now() - start });
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override dispose(): void {
    // Data lives in a WeakMap, sessions belong to whoever opened them: nothing is left to free.
  }
}

const scopes = (): string[] => tf.engine().state.scopeStack.map(({ name }) => name);

/** The tfjs op that is running, if any. */
export const currentOp = (): string | null =>
  scopes()
    .findLast((name) => name.endsWith('__op'))
    ?.slice(0, -4) ?? null;

function refuseNoise(): void {
  const name = scopes().find((scope) => NOISE.test(scope));
  if (name) throw noiseInStep(name.replace(/(__op|_)$/, ''));
}
