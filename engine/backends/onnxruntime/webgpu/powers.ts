/**
 * Powers. WebGPU raises the base without its sign to a fraction, where a negative base has no power; and onnxruntime
 * 1.30 fails on operands that are broadcast along their last axis.
 */
import { producer, type Value } from '../graph';
import { abs, equal, floor, greaterOrEqual, mul, neg, pow, where } from '../operators/elementwise';
import { expand, sizeOf } from '../operators/shape';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-powers',
  rewrite({ op, inputs, attributes, results }) {
    if (op !== 'Pow') return null;
    const [base, exponent] = inputs as [Value, Value];
    const { graph, type, shape } = results[0]!;
    if (!isInteger(exponent) && !producer(base, 'Abs')) return [signed(base, exponent)];
    const whole = [base, exponent].map((x) => (sizeOf(x.shape) === 1 ? x : expand(x, shape)));
    return whole.every((x, i) => x === inputs[i]) ? null : [...graph.node(op, whole, attributes, [{ type, shape }])];
  },
};

/** Whether an exponent is known, and all its elements are integers. */
const isInteger = ({ origin }: Value): boolean =>
  origin.kind === 'constant' && Array.from(origin.elements, Number).every(Number.isInteger);

/** |a|ᵇ where a ≥ 0; where it is negative, only an integer b has a power, which is negative where b is odd. */
function signed(a: Value, b: Value): Value {
  const magnitude = pow(abs(a), b);
  const half = mul(b, 0.5);
  const even = where(equal(floor(half), half), magnitude, neg(magnitude));
  return where(greaterOrEqual(a, 0), magnitude, where(equal(floor(b), b), even, NaN));
}
