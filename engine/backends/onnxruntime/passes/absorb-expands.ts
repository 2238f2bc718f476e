/**
 * An operator that broadcasts by itself needs no operand that is spread out beforehand, and a function of equal elements
 * is computed once: f(E(a), b) = f(a, b) where b has the shape, f(E(a), E(b)) = E(f(a, b)).
 */
import { producer, type Node, type Value } from '../graph';
import { broadcastShape, ELEMENTWISE } from '../operators/elementwise';
import { expand, reshape } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'absorb-expands',
  rewrite(node) {
    if (node.op === 'Reshape') return expandedReshape(node);
    const operands = node.inputs as readonly Value[];
    if (!ELEMENTWISE.has(node.op) || !operands.some((value) => producer(value, 'Expand'))) return null;
    const { shape, type, graph } = node.results[0]!;
    const compact = operands.map((value) => producer(value, 'Expand')?.inputs[0] ?? value);
    const own = broadcastShape(...compact.map((value) => value.shape));
    const [result] = graph.node(node.op, compact, node.attributes, [{ type, shape: own }]);
    return [expand(result!, shape)];
  },
};

/** A single element, spread out, is in another shape the same element spread out. */
function expandedReshape({ inputs, results }: Node): Value[] | null {
  const scalar = producer(inputs[0], 'Expand')?.inputs[0];
  if (!scalar || scalar.shape.some((size) => size !== 1)) return null;
  return [expand(reshape(scalar, []), results[0]!.shape)];
}
