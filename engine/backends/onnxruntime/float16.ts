/**
 * Numbers of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. Written out here because Node has
 * Float16Array from version 24 only.
 */

const SIGN = 0x8000;
const INFINITE = 0x7c00;
const NOT_A_NUMBER = 0x7e00;

const FRACTION_BITS = 10;
/** Of the smallest normal number; below it neighbours stay as far apart as just above. */
const LEAST_EXPONENT = -14;
/** Half a step beyond the largest number, 65504: what lies there is rounded to infinity. */
const OVERFLOW = 65_520;

/** The bits of the nearest number; of two equally near, the one with the even fraction. */
export function float16Bits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? SIGN : 0;
  if (Number.isNaN(value)) return NOT_A_NUMBER;
  const magnitude = Math.abs(value);
  if (magnitude >= OVERFLOW) return sign | INFINITE;
  const exponent = Math.max(LEAST_EXPONENT, Math.floor(Math.log2(magnitude)));
  const steps = nearestEven(magnitude / 2 ** (exponent - FRACTION_BITS));
  // A normal number has at least 2¹⁰ steps, which raise the exponent's field from 0 to 1 as they should.
  return sign | (((exponent - LEAST_EXPONENT) << FRACTION_BITS) + steps);
}

/** The nearest integer; halfway, the even one. */
function nearestEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
