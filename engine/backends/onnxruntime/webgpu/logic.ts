/**
 * Logic by arithmetic on 0 and 1: WebGPU has no Or and no Xor and compares no booleans; its And, where both (4, 1) and
 * (1, 4) were broadcast to a (4), is wrong once a run has failed in the process (onnxruntime 1.30).
 */
import type { Value } from '../graph';
import { cast, equal, max, mul, not } from '../operators/elementwise';
import type { Pass } from '../passes/pass';

type Logic = (a: Value, b: Value) => Value;

/** Of 0 and 1 in int32. */
const arithmetic: Readonly<Record<string, Logic>> = {
  And: (a, b) => cast(mul(a, b), 'bool'),
  Or: (a, b) => cast(max(a, b), 'bool'),
  Xor: (a, b) => not(equal(a, b)),
  Equal: equal,
};

export const pass: Pass = {
  id: 'webgpu-logic',
  rewrite({ op, inputs }) {
    const rule = arithmetic[op];
    if (!rule) return null;
    const [a, b] = inputs as [Value, Value];
    if (a.type !== 'bool' || (op === 'And' && a.shape.join() === b.shape.join())) return null;
    return [rule(cast(a, 'int32'), cast(b, 'int32'))];
  },
};
