/**
 * The graph that a trace writes: values with static shapes, and the ONNX operators that make them.
 *
 * Nodes are pure, so two with the same operator, inputs and attributes are one (hash-consing): common subexpressions,
 * such as a forward value that the backward pass computes again, are shared as they are written.
 * Ids grow with creation, so creation order is a topological order.
 */

/** The element types of ONNX that the engine uses; tfjs has only the first three. */
export type ElementType = 'float32' | 'int32' | 'bool' | 'int64' | 'float16' | 'float64';

/** A constant's elements, row-major; `bool` is one byte an element, `float16` its 16 bits. */
export type Elements = Float32Array | Int32Array | Uint8Array | BigInt64Array | Uint16Array | Float64Array;

export type Shape = readonly number[];
export type Attribute = number | string | readonly number[];
export type Attributes = Readonly<Record<string, Attribute>>;

/** What is known of a value before it is computed. */
export interface Signature {
  readonly type: ElementType;
  readonly shape: Shape;
}

export interface Value extends Signature {
  readonly graph: Graph;
  readonly id: number;
  readonly origin:
    | { readonly kind: 'input'; readonly name: string }
    /** A weight has a name, by which others find it in the model. */
    | { readonly kind: 'constant'; readonly elements: Elements; readonly name?: string | undefined }
    | { readonly kind: 'result'; readonly node: Node; readonly index: number };
}

/** One ONNX operator; an input left out is null, as ONNX's optional inputs are. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Attributes;
  readonly results: readonly Value[];
}

/** Constants up to this size are compared by content; larger ones are rarely equal and costly to compare. */
const MAX_SHARED_BYTES = 1024;

/** A directed acyclic graph of pure operators, with named inputs and outputs. */
export class Graph {
  readonly outputs = new Map<string, Value>();
  readonly #values: Value[] = [];
  readonly #nodes = new Map<string, Node>();
  readonly #constants = new Map<string, Value>();

  /** A named input; the caller keeps names unique. */
  input(name: string, { type, shape }: Signature): Value {
    return this.#value({ type, shape }, { kind: 'input', name });
  }

  /** A constant, stored in the model; equal small constants are one value, unless they have names. */
  constant(elements: Elements, { type, shape }: Signature, name?: string): Value {
    if (name !== undefined) return this.#value({ type, shape }, { kind: 'constant', elements, name });
    if (elements.byteLength > MAX_SHARED_BYTES) return this.#value({ type, shape }, { kind: 'constant', elements });
    const key = `${type}[${shape.join()}]${bytesOf(elements)}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const value = this.#value({ type, shape }, { kind: 'constant', elements });
    this.#constants.set(key, value);
    return value;
  }

  /** The results of an operator; an equal node that already exists is used again. */
  node(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Attributes,
    signatures: readonly Signature[],
  ): readonly Value[] {
    const key = `${op}(${inputs.map((value) => value?.id).join()})${textOf(attributes)}`;
    const known = this.#nodes.get(key);
    if (known) return known.results;
    const results: Value[] = [];
    const node: Node = { op, inputs, attributes, results };
    signatures.forEach((signature, index) => results.push(this.#value(signature, { kind: 'result', node, index })));
    this.#nodes.set(key, node);
    return results;
  }

  /** The values that the outputs need, each after what it is computed from. */
  reachable(): Value[] {
    const needed = new Set<number>();
    const pending = [...this.outputs.values()];
    for (let value = pending.pop(); value; value = pending.pop()) {
      if (needed.has(value.id)) continue;
      needed.add(value.id);
      if (value.origin.kind !== 'result') continue;
      for (const input of value.origin.node.inputs) if (input) pending.push(input);
    }
    return this.#values.filter((value) => needed.has(value.id));
  }

  #value({ type, shape }: Signature, origin: Value['origin']): Value {
    const value = { graph: this, id: this.#values.length, type, shape, origin };
    this.#values.push(value);
    return value;
  }
}

/** Attributes outlive the passes that copy their node many times. */
const texts = new WeakMap<Attributes, string>();

function textOf(attributes: Attributes): string {
  const text = texts.get(attributes) ?? JSON.stringify(attributes);
  texts.set(attributes, text);
  return text;
}

/** The bytes in hexadecimal: unlike numbers printed, they tell −0 from 0 and one NaN from another. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Elements): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex');

/** The numbers of a constant; null for what is computed. */
export const numbersOf = (value: Value | null | undefined): number[] | null =>
  value?.origin.kind === 'constant' ? Array.from(value.origin.elements, Number) : null;

/** The nodes among `values`, each once, in their order. */
export function nodesOf(values: readonly Value[]): Node[] {
  return [...new Set(values.flatMap(({ origin }) => (origin.kind === 'result' ? [origin.node] : [])))];
}

/** The node that computed a value, if it is one of the operator `op`. */
export function producer(value: Value | null | undefined, op: string): Node | null {
  return value?.origin.kind === 'result' && value.origin.node.op === op ? value.origin.node : null;
}
