/** Makes a graph's state its constants: weights with their names, as other programs look for them. */
import { moveAxes } from '../../../storage/exchange/layout';
import type { StoredTensor } from '../../../storage/tensors';
import { Graph, type Value } from '../graph';

interface Names {
  /** Of inputs, by the trace's. */
  inputs: ReadonlyMap<string, string>;
  outputs: ReadonlyMap<string, string>;
}

/** A weight, and what the model calls it. */
export interface NamedWeight {
  name: string;
  tensor: StoredTensor;
}

/** How often each value is read by a node. */
function readers(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  const nodes = new Set(values.flatMap(({ origin }) => (origin.kind === 'result' ? [origin.node] : [])));
  for (const { inputs } of nodes) {
    for (const value of inputs) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The graph with the inputs that are weights as constants; one that is only read transposed is stored transposed. */
export function withWeights(graph: Graph, weights: ReadonlyMap<string, NamedWeight>, names: Names): Graph {
  const result = new Graph();
  const copies = new Map<Value, Value>();
  const values = graph.reachable();
  const counts = readers(values);

  const constant = ({ name, tensor }: NamedWeight): Value =>
    result.constant(tensor.values, { type: tensor.dtype, shape: tensor.shape }, name);
  const weightOf = (value: Value | null | undefined): NamedWeight | undefined =>
    value?.origin.kind === 'input' ? weights.get(value.origin.name) : undefined;
  const copy = (value: Value): Value => {
    const { origin } = value;
    const weight = weightOf(value);
    if (weight) return constant(weight);
    if (origin.kind === 'input') return result.input(names.inputs.get(origin.name) ?? origin.name, value);
    if (origin.kind === 'constant') return result.constant(origin.elements, value);
    const { op, inputs, attributes, results } = origin.node;
    const moved = op === 'Transpose' ? weightOf(inputs[0]) : undefined;
    if (moved && counts.get(inputs[0]!) === 1) {
      return constant({ ...moved, tensor: moveAxes(moved.tensor, attributes.perm as readonly number[]) });
    }
    const sources = inputs.map((input) => input && copies.get(input)!);
    return result.node(op, sources, attributes, results)[origin.index]!;
  };

  for (const value of values) copies.set(value, copy(value));
  for (const [name, value] of graph.outputs) {
    result.outputs.set(names.outputs.get(name) ?? name, copies.get(value)!);
  }
  return result;
}
