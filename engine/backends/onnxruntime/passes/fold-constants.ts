/** What follows from constants alone is computed once, while compiling. */
import type { Value } from '../graph';
import { sizeOf } from '../operators/shape';
import type { Pass } from './pass';

/** Larger results are cheaper to compute in each step than to keep in every model, as equal elements spread out are. */
const MAX_ELEMENTS = 65_536;

export const pass: Pass = {
  id: 'fold-constants',
  rewrite(node, { evaluate }) {
    const isConstant = (value: Value | null): boolean => value === null || value.origin.kind === 'constant';
    if (node.op === 'Expand' || !node.inputs.length || !node.inputs.every(isConstant)) return null;
    if (node.results.some(({ shape }) => sizeOf(shape) > MAX_ELEMENTS || sizeOf(shape) === 0)) return null;
    const elements = evaluate(node);
    return node.results.map((result, i) => result.graph.constant(elements[i]!, result));
  },
};
