/** Matrix products. */
import { backend_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { gemm, matmul } from '../operators/product';
import { reshape } from '../operators/shape';
import { described, float, promote } from '../operators/types';
import { activate } from '../operators/activation';
import type { Lowering } from './lowering';

/** (…, m, k) × (…, k, n) → (…, m, n); leading axes broadcast. */
function product(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const [columns, rows] = [a.shape.at(transposeA ? -2 : -1), b.shape.at(transposeB ? -1 : -2)];
  util.assert(
    a.shape.length >= 2 && b.shape.length >= 2 && columns === rows,
    () =>
      `matMul cannot multiply [${a.shape.join()}] with [${b.shape.join()}] (transposeA=${transposeA}, ` +
      `transposeB=${transposeB}): inner dimensions ${columns} and ${rows} must agree`,
  );
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

/** Sums of products over named axes; every label's size is that of the axis it names. */
export const Einsum: Lowering<tf.EinsumInputs, tf.EinsumAttrs> = (values, { equation }, graph) => {
  const compact = equation.replace(/\s/g, '');
  const { allDims, idDims } = backend_util.decodeEinsumEquation(compact, values.length);
  backend_util.checkEinsumDimSizes(allDims.length, idDims, values.map(described));
  const [left, right] = compact.split('->') as [string, string];
  const terms = left.split(',');
  if (terms.some((term) => new Set(term).size < term.length)) return null;
  const sizes = new Map(
    terms.flatMap((term, i) => Array.from(term).map((label, axis) => [label, values[i]!.shape[axis]!])),
  );
  const shape = Array.from(right).map((label) => sizes.get(label)!);
  return graph.node('Einsum', values.map(float), { equation: compact }, [{ type: 'float32', shape }])[0]!;
};
