/** Tests for values that are no numbers. Each comparison is a shader of its own, so no compiler can fold it away. */
import type { Value } from '../graph';
import { abs, equal, not } from '../operators/elementwise';
import type { Pass } from '../passes/pass';

const rules: Readonly<Record<string, (x: Value) => Value>> = {
  IsNaN: (x) => not(equal(x, x)),
  IsInf: (x) => equal(abs(x), Infinity),
};

export const pass: Pass = {
  id: 'webgpu-not-numbers',
  rewrite({ op, inputs }) {
    const rule = rules[op];
    return rule ? [rule(inputs[0]!)] : null;
  },
};
