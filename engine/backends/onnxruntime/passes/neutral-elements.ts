/** What changes no bit is left out: x·1, x/1, x − 0; x + 0 would turn −0 into 0, x + −0 does not. */
import type { Value } from '../graph';
import { expand } from '../operators/shape';
import type { Pass } from './pass';

/** The neutral element, and whether it may stand on the left as well. */
const neutral: Readonly<Record<string, { element: number; commutes: boolean }>> = {
  Mul: { element: 1, commutes: true },
  Div: { element: 1, commutes: false },
  Add: { element: -0, commutes: true },
  Sub: { element: 0, commutes: false },
};

export const pass: Pass = {
  id: 'neutral-elements',
  rewrite({ op, inputs, results }) {
    const rule = neutral[op];
    if (!rule) return null;
    const [a, b] = inputs as [Value, Value];
    const { shape } = results[0]!;
    if (isScalar(b, rule.element)) return [expand(a, shape)];
    return rule.commutes && isScalar(a, rule.element) ? [expand(b, shape)] : null;
  },
};

/** Whether the value is a constant of one element that equals `element`; float16 is held as bits, not as numbers. */
function isScalar({ origin, type }: Value, element: number): boolean {
  if (origin.kind !== 'constant' || type === 'float16' || origin.elements.length !== 1) return false;
  const number = Number(origin.elements[0]);
  // Integers have one zero.
  return type === 'float32' || type === 'float64' ? Object.is(number, element) : number === element;
}
