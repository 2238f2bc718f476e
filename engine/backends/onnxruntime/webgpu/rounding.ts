/** Sign, rounding and remainders, from what WebGPU has. */
import type { Value } from '../graph';
import { add, and, cast, div, equal, floor, greater, less, map, mul, sub, where } from '../operators/elementwise';
import { float } from '../operators/types';
import type { Pass } from '../passes/pass';

/** −1, 0 or 1. */
const sign = (x: Value): Value => cast(sub(float(greater(x, 0)), float(less(x, 0))), x.type);

/** To the nearest integer; from the middle between two, to the even one. */
function round(x: Value): Value {
  const below = floor(x);
  const rest = sub(x, below); // exact
  const isOdd = greater(sub(below, mul(floor(mul(below, 0.5)), 2)), 0);
  const up = add(float(greater(rest, 0.5)), float(and(equal(rest, 0.5), isOdd)));
  return add(below, up);
}

/** The remainder with the sign of the dividend: a − b·trunc(a/b). */
function fmod(a: Value, b: Value): Value {
  const quotient = div(a, b);
  const whole = a.type === 'float32' ? where(less(quotient, 0), map('Ceil', quotient), floor(quotient)) : quotient;
  return sub(a, mul(b, whole));
}

export const pass: Pass = {
  id: 'webgpu-rounding',
  rewrite({ op, inputs }) {
    const [a, b] = inputs as [Value, Value];
    if (op === 'Sign') return [sign(a)];
    if (op === 'Round') return [round(a)];
    return op === 'Mod' ? [fmod(a, b)] : null;
  },
};
