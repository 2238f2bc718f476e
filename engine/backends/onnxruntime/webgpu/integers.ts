/** What WebGPU computes with floats only, of int32. */
import { numbersOf, type Node, type Value } from '../graph';
import { max, mul, sub } from '../operators/elementwise';
import { gather } from '../operators/indexing';
import { reduce } from '../operators/reduce';
import { integers, reshape } from '../operators/shape';
import type { Pass } from '../passes/pass';

const minus = (x: Value): Value => sub(0, x);

const rules: Readonly<Record<string, (node: Node) => Value | null>> = {
  Neg: ({ inputs: [x] }) => minus(x!),
  Abs: ({ inputs: [x] }) => max(x!, minus(x!)),
  MatMul: ({ inputs: [a, b] }) => product(a!, b!),
  Slice: pick,
};

export const pass: Pass = {
  id: 'webgpu-integers',
  rewrite(node) {
    const rule = node.results[0]!.type === 'int32' ? rules[node.op] : undefined;
    const found = rule?.(node);
    return found ? [found] : null;
  },
};

/** (…, m, k) × (…, k, n) → (…, m, n) as the sum over k of a[…, m, k, 1]·b[…, 1, k, n]. */
function product(a: Value, b: Value): Value {
  const terms = mul(reshape(a, [...a.shape, 1]), reshape(b, [...b.shape.slice(0, -2), 1, ...b.shape.slice(-2)]));
  return reduce('ReduceSum', terms, [terms.shape.length - 2], false);
}

/** A slice by the numbers of its elements, one axis after the other. */
function pick({ inputs, results }: Node): Value | null {
  const [x, begin, , axes, step] = inputs as readonly Value[];
  const numbers = [begin, axes, step].map((value) => numbersOf(value));
  if (numbers.includes(null)) return null;
  const [from, along, by] = numbers as [number[], number[], number[]];
  return along.reduce((value, axis, i) => {
    const size = results[0]!.shape[axis]!;
    if (size === value.shape[axis] && by[i] === 1) return value;
    const elements = Array.from({ length: size }, (_, k) => from[i]! + k * by[i]!);
    return gather(value, integers(value, elements), axis);
  }, x!);
}
