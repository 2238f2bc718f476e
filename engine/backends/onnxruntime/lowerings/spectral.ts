/** Spectra of complex tensors, which come as pairs of their parts (complex.ts). */
import type { Value } from '../graph';
import { each, type Complex } from '../operators/complex';
import { abs, add, and, div, greater, less, max, min, mul, sqrt, where } from '../operators/elementwise';
import { fourier } from '../operators/fourier';

/** Along the last axis. */
export const FFT = ({ input }: { input: Complex }): Complex => fourier(input, -1);

/** Along the last axis, divided by its size. */
export const IFFT = ({ input }: { input: Complex }): Complex =>
  each((part) => div(part, input[0].shape.at(-1)!), fourier(input, 1));

/** √(a² + b²) as m√(1 + (s/m)²) of the larger part m and the smaller s, so that no square leaves the range of float32. */
export const ComplexAbs = ({ x: [real, imag] }: { x: Complex }): Value => {
  const [a, b] = [abs(real), abs(imag)];
  const larger = max(a, b);
  const divisor = where(and(greater(larger, 0), less(larger, Infinity)), larger, 1);
  const ratio = div(min(a, b), divisor);
  return mul(larger, sqrt(add(mul(ratio, ratio), 1)));
};
