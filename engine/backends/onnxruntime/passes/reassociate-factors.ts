/** Small factors meet before they meet a large one: (x·a)·b = x·(a·b), one pass over x less. */
import { producer, type Node, type Value } from '../graph';
import { mul } from '../operators/elementwise';
import { sizeOf } from '../operators/shape';
import type { Pass } from './pass';

/** A factor is small beside a product of this many times its elements. */
const SMALL = 8;

export const pass: Pass = {
  id: 'reassociate-factors',
  rewrite(node, { uses }) {
    if (node.op !== 'Mul' || node.results[0]!.type !== 'float32') return null;
    const [product, factor] = split(node);
    const inner = factor && product && uses(product) === 1 ? producer(product, 'Mul') : null;
    if (!inner) return null;
    const [x, first] = split(inner);
    return x && first ? [mul(x, mul(first, factor!))] : null;
  },
};

/** The large operand and the small one; nothing where both are large, or neither. */
function split({ inputs, results }: Node): [Value, Value] | [] {
  const [a, b] = inputs as [Value, Value];
  const size = sizeOf(results[0]!.shape);
  const small = (value: Value): boolean => sizeOf(value.shape) * SMALL <= size;
  if (small(a) === small(b)) return [];
  return small(b) ? [a, b] : [b, a];
}
