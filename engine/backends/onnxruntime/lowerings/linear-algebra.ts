/** Matrix products. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { gemm, matmul } from '../operators/product';
import { reshape } from '../operators/shape';
import { float, promote } from '../operators/types';
import { activate } from '../operators/activation';
import type { Lowering } from './lowering';

/** (…, m, k) × (…, k, n) → (…, m, n); leading axes broadcast. */
function product(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const leading = [...a.shape.slice(0, -2), ...b.shape.slice(0, -2)];
  if (a.type !== 'float32' || leading.some((size) => size !== 1)) return matmul(a, b, transposeA, transposeB);
  const flat = gemm(reshape(a, a.shape.slice(-2)), reshape(b, b.shape.slice(-2)), transposeA, transposeB);
  const rank = Math.max(a.shape.length, b.shape.length);
  return reshape(flat, [...Array<number>(rank - 2).fill(1), ...flat.shape]);
}

export const BatchMatMul: Lowering<tf.BatchMatMulInputs, tf.BatchMatMulAttrs> = (
  { a, b },
  { transposeA, transposeB },
) => {
  const [left, right] = promote([a, b], 'int32') as [Value, Value];
  return product(left, right, transposeA, transposeB);
};

export const _FusedMatMul: Lowering<
  Pick<tf._FusedMatMulInputs, 'a' | 'b' | 'bias' | 'preluActivationWeights'>,
  tf._FusedMatMulAttrs
> = ({ a, b, bias, preluActivationWeights }, { transposeA, transposeB, activation, leakyreluAlpha }) =>
  activate(product(float(a), float(b), transposeA, transposeB), bias, {
    activation,
    leakyreluAlpha,
    weights: preluActivationWeights,
  });
