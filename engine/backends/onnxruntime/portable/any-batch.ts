/**
 * One graph for every size of the batch, out of two graphs of the same step traced at two sizes: where the two differ,
 * the batch shows. A trace's shapes are static, and its constants hold sizes; what differs in another way than a
 * multiple of the batch does cannot be said for every size.
 */
import { Graph, numbersOf, type Node, type Value } from '../graph';
import { ANY } from '../onnx';
import { concat, integers, sizeOf } from '../operators/shape';

/** Primes that no layer's size is likely to be: an extent that is one of them is the batch. */
export const SIZES = [61, 67] as const;

/** A shape, or a list of sizes, of which some are multiples of the batch. */
type Extent = { fixed: number } | { times: number };

/** How two numbers depend on the batch; null if not as a multiple. */
function extentOf(first: number, second: number): Extent | null {
  if (first === second) return { fixed: first };
  const times = (second - first) / (SIZES[1] - SIZES[0]);
  return Number.isInteger(times) && times > 0 && first === times * SIZES[0] ? { times } : null;
}

function extentsOf(first: readonly number[], second: readonly number[]): Extent[] | null {
  if (first.length !== second.length) return null;
  const extents = first.map((value, index) => extentOf(value, second[index]!));
  return extents.every((extent) => extent !== null) ? extents : null;
}

/** An extent as a static shape has it. */
const staticOf = (extents: readonly Extent[]): number[] => extents.map((one) => ('fixed' in one ? one.fixed : ANY));

/** Says that the graphs do not differ by the batch alone. */
class Differ extends Error {}

/**
 * The graph with the batch left open; null where the two say more than that.
 * @param input the input whose first extent is the batch
 */
export function forAnyBatch(first: Graph, second: Graph, input: string): Graph | null {
  try {
    return new Merger(input).merge(first, second);
  } catch (error) {
    if (error instanceof Differ) return null;
    throw error;
  }
}

class Merger {
  private readonly result = new Graph();
  private readonly copies = new Map<Value, Value>();
  /** The value of the second graph that stands for one of the first. */
  private readonly twins = new Map<Value, Value>();
  /** The batch's size while the model runs, int64 (1). */
  private batch: Value | undefined;

  constructor(private readonly input: string) {}

  merge(first: Graph, second: Graph): Graph {
    const [left, right] = [first.reachable(), second.reachable()];
    if (left.length !== right.length) throw new Differ();
    left.forEach((value, index) => this.twins.set(value, right[index]!));
    // Inputs first, since what is made of constants may ask for the batch.
    const isInput = ({ origin }: Value): boolean => origin.kind === 'input';
    for (const value of [...left.filter(isInput), ...left.filter((value) => !isInput(value))]) {
      this.copies.set(value, this.copy(value, this.twins.get(value)!));
    }
    for (const [name, value] of first.outputs) {
      if (this.twins.get(value) !== second.outputs.get(name)) throw new Differ();
      this.result.outputs.set(name, this.copies.get(value)!);
    }
    return this.result;
  }

  private copy(value: Value, twin: Value): Value {
    const extents = extentsOf(value.shape, twin.shape);
    if (!extents || value.type !== twin.type) throw new Differ();
    const signature = { type: value.type, shape: staticOf(extents) };
    const [ours, theirs] = [value.origin, twin.origin];
    if (ours.kind === 'input' && theirs.kind === 'input' && ours.name === theirs.name) {
      return this.copyInput(this.result.input(ours.name, signature), ours.name);
    }
    if (ours.kind === 'constant' && theirs.kind === 'constant') return this.copyConstant(value, twin, extents);
    if (ours.kind !== 'result' || theirs.kind !== 'result' || ours.index !== theirs.index) throw new Differ();
    return this.copyNode(ours.node, theirs.node)[ours.index]!;
  }

  private copyInput(copy: Value, name: string): Value {
    if (name !== this.input) return copy;
    this.batch = this.result.node('Shape', [copy], { start: 0, end: 1 }, [{ type: 'int64', shape: [1] }])[0]!;
    return copy;
  }

  /** The same constant, sizes that are computed, or one number spread out over a shape that is. */
  private copyConstant(value: Value, twin: Value, extents: Extent[]): Value {
    const [ours, theirs] = [numbersOf(value)!, numbersOf(twin)!];
    const { type, shape, origin } = value;
    if (origin.kind !== 'constant') throw new Differ();
    if (ours.length === theirs.length && ours.every((number, index) => Object.is(number, theirs[index]))) {
      return this.result.constant(origin.elements, { type, shape });
    }
    if (type === 'int64' && shape.length === 1) return this.sizes(extentsOf(ours, theirs));
    if ([...ours, ...theirs].some((number) => !Object.is(number, ours[0]))) throw new Differ();
    const single = this.result.constant(origin.elements.slice(0, 1), { type, shape: [] });
    return this.result.node('Expand', [single, this.sizes(extents)], {}, [{ type, shape: staticOf(extents) }])[0]!;
  }

  private sizes(extents: Extent[] | null): Value {
    if (!extents || !this.batch) throw new Differ();
    const { batch } = this;
    const parts = extents.map((extent) => {
      if ('fixed' in extent) return integers(batch, [extent.fixed]);
      if (extent.times === 1) return batch;
      return batch.graph.node('Mul', [batch, integers(batch, [extent.times])], {}, [batch])[0]!;
    });
    return parts.length === 1 ? parts[0]! : concat(parts, 0);
  }

  private copyNode(ours: Node, theirs: Node): readonly Value[] {
    const isSame = ours.op === theirs.op && JSON.stringify(ours.attributes) === JSON.stringify(theirs.attributes);
    const aligned = ours.inputs.every((value, index) => (value && this.twins.get(value)) === theirs.inputs[index]);
    if (!isSame || !aligned || ours.inputs.length !== theirs.inputs.length) throw new Differ();
    const signatures = ours.results.map(({ type, shape }, index) => {
      const extents = extentsOf(shape, theirs.results[index]!.shape);
      if (!extents) throw new Differ();
      return { type, shape: staticOf(extents) };
    });
    const inputs = ours.inputs.map((value) => value && this.copies.get(value)!);
    if (ours.op === 'Reshape') inputs[1] = this.reshapeTo(ours, theirs) ?? inputs[1]!;
    return this.result.node(ours.op, inputs, ours.attributes, signatures);
  }

  /** A Reshape infers one extent by itself, which reads better than sizes that are computed. */
  private reshapeTo(ours: Node, theirs: Node): Value | null {
    const [from, to] = [numbersOf(ours.inputs[1]), numbersOf(theirs.inputs[1])];
    const extents = from && to && extentsOf(from, to);
    const shape = extents && staticOf(extents);
    if (shape?.filter((extent) => extent === ANY).length !== 1 || sizeOf(shape) === 0) return null;
    return integers(this.copies.get(ours.inputs[0]!)!, shape);
  }
}
