/** A graph written once more into another one, which may already hold what it shares. */
import type { Graph, Value } from './graph';

/** Copies what the outputs need; `inputOf` says what an input is there. The copies by their originals. */
export function copyGraph(from: Graph, to: Graph, inputOf: (name: string, value: Value) => Value): Map<Value, Value> {
  const copies = new Map<Value, Value>();
  const copy = (value: Value): Value => {
    const { origin } = value;
    if (origin.kind === 'input') return inputOf(origin.name, value);
    if (origin.kind === 'constant') return to.constant(origin.elements, value);
    const { op, inputs, attributes, results } = origin.node;
    const operands = inputs.map((input) => input && copies.get(input)!);
    return to.node(op, operands, attributes, results)[origin.index]!;
  };
  for (const value of from.reachable()) copies.set(value, copy(value));
  return copies;
}
