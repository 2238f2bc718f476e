/** Complex values: pairs of real ones of one shape, since ONNX has none. */
import type { Value } from '../graph';
import { add, sub } from './elementwise';

export type Complex = readonly [real: Value, imag: Value];

/** What is linear over the real numbers acts on both parts alike. */
export const each = (operator: (x: Value) => Value, [real, imag]: Complex): Complex => [operator(real), operator(imag)];

/** A product that is linear in both factors, of complex ones: (a + ib)(c + id) = (ac − bd) + i(ad + bc). */
export const bilinear =
  (product: (x: Value, y: Value) => Value) =>
  ([a, b]: Complex, [c, d]: Complex): Complex => [sub(product(a, c), product(b, d)), add(product(a, d), product(b, c))];
