import assert from 'node:assert/strict';
import { float16Bits } from './float16';

/** What 16 bits mean, by the standard's formula. */
function valueOf(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** Of every finite positive number but the largest. */
const FINITE = Array.from({ length: 0x7bff }, (_, bits) => bits);

describe('float16', () => {
  it('is exact where the number is one', () => {
    for (const bits of [...FINITE, 0x7bff, 0x7c00].flatMap((bits) => [bits, bits | 0x8000])) {
      assert.equal(float16Bits(valueOf(bits)), bits);
    }
  });

  it('rounds to the nearest number, and halfway to the even one', () => {
    for (const bits of FINITE) {
      const [below, above] = [valueOf(bits), valueOf(bits + 1)];
      const half = (below + above) / 2;
      assert.equal(float16Bits(half), bits % 2 === 0 ? bits : bits + 1);
      assert.equal(float16Bits(half - (above - below) / 1024), bits);
      assert.equal(float16Bits(half + (above - below) / 1024), bits + 1);
    }
  });

  it('overflows to infinity, and has one bit pattern that is no number', () => {
    assert.deepEqual(
      [65_519.99, 65_520, 1e300, -65_520, NaN].map(float16Bits),
      [0x7bff, 0x7c00, 0x7c00, 0xfc00, 0x7e00],
    );
  });
});
