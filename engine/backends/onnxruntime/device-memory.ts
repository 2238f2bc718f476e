/**
 * Tensors in the memory of a device. No garbage collector knows them, so whoever replaces one frees it, exactly once;
 * and onnxruntime crashes where a tensor is freed after the session that made it, so a session waits for its tensors.
 */
import { Graph, type Signature } from './graph';
import { encodeModel } from './onnx';
import type { Provider } from './providers';
import type { RuntimeTensor, Session } from './session';

/** Whose tensors are still in use. */
export interface Lender {
  readonly provider: Provider;
  /** One of its tensors has been freed. */
  returned(): void;
}

/** Sessions kept that copy tensors of one form: a model's variables have a few dozen forms. */
const MAX_COPIERS = 64;

/** The tensors that sessions left on their devices. */
export class DeviceMemory {
  readonly #lenders = new WeakMap<RuntimeTensor, Lender>();
  /** In order of last use. */
  readonly #copiers = new Map<string, Session>();
  #count = 0;

  /** @param open Opens a session on a provider. */
  constructor(readonly open: (model: Uint8Array, outputs: readonly string[], provider: Provider) => Session) {}

  /** How many tensors are held on devices. */
  get count(): number {
    return this.#count;
  }

  hold(tensor: RuntimeTensor, lender: Lender): void {
    this.#lenders.set(tensor, lender);
    this.#count++;
  }

  /** The provider in whose memory a tensor is; null for one on the host. */
  placeOf(tensor: RuntimeTensor): Provider | null {
    return this.#lenders.get(tensor)?.provider ?? null;
  }

  /** Frees a tensor; one on the host is left to the garbage collector. */
  free(tensor: RuntimeTensor): void {
    const lender = this.#lenders.get(tensor);
    if (!lender) return;
    this.#lenders.delete(tensor);
    this.#count--;
    tensor.dispose();
    lender.returned();
  }

  /**
   * The same values on the host. onnxruntime's own way, getData(), ends the process; a graph that only copies, with its
   * result on the host, does the same.
   */
  toHost(tensor: RuntimeTensor): RuntimeTensor {
    const provider = this.placeOf(tensor);
    return provider ? this.#copier(tensor, provider).run({ x: tensor }).y! : tensor;
  }

  #copier({ type, dims }: RuntimeTensor, provider: Provider): Session {
    const key = `${provider.id} ${type}[${dims.join()}]`;
    const session = this.#copiers.get(key) ?? this.open(copy({ type, shape: dims } as Signature), ['y'], provider);
    this.#copiers.delete(key);
    this.#copiers.set(key, session);
    if (this.#copiers.size > MAX_COPIERS) this.#closeOldest();
    return session;
  }

  #closeOldest(): void {
    const [key, session] = this.#copiers.entries().next().value!;
    this.#copiers.delete(key);
    session.dispose();
  }
}

/** A model whose output y is its input x. */
function copy(signature: Signature): Uint8Array {
  const graph = new Graph();
  graph.outputs.set('y', graph.input('x', signature));
  return encodeModel(graph);
}
