/**
 * A power of two is multiplied with a small factor before that meets a large one: (x·2)·a = x·(2·a), one pass over x
 * less. Such products are exact, so that the bits stay as they were; other factors may round or overflow differently.
 */
import { producer, type Node, type Value } from '../graph';
import { mul } from '../operators/elementwise';
import { sizeOf } from '../operators/shape';
import type { Pass } from './pass';

/** A factor is small beside a product of this many times its elements. */
const SMALL = 8;

export const pass: Pass = {
  id: 'scale-factors',
  rewrite(node, { uses }) {
    if (node.op !== 'Mul' || node.results[0]!.type !== 'float32') return null;
    const [product, factor] = largeAndSmall(node);
    const inner = factor && product && uses(product) === 1 ? producer(product, 'Mul') : null;
    if (!inner) return null;
    const [x, first] = largeAndSmall(inner);
    const isExact = first && (isPowerOfTwo(first) || isPowerOfTwo(factor!));
    return x && isExact ? [mul(x, mul(first, factor!))] : null;
  },
};

/** The large operand and the small one; nothing where both are large, or neither. */
function largeAndSmall({ inputs, results }: Node): [Value, Value] | [] {
  const [a, b] = inputs as [Value, Value];
  const size = sizeOf(results[0]!.shape);
  const small = (value: Value): boolean => sizeOf(value.shape) * SMALL <= size;
  if (small(a) === small(b)) return [];
  return small(b) ? [a, b] : [b, a];
}

const isPowerOfTwo = ({ origin }: Value): boolean =>
  origin.kind === 'constant' && origin.elements.length === 1 && Number.isInteger(Math.log2(Number(origin.elements[0])));
