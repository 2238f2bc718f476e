/** Matrix products. */
import { backend_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { parseEquation, repeatedAxes, requireRank, withoutRepeats } from '../../einsum-equation';
import type { Value } from '../graph';
import { diagonal } from '../operators/diagonal';
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

/** The diagonal of axes with one label, until every label is there once. */
function distinctAxes(x: Value, labels: string): Value {
  requireRank(labels, x.shape);
  const repeated = repeatedAxes(labels);
  if (!repeated) return x;
  const [first, second] = repeated;
  return distinctAxes(diagonal(x, first, second), labels.slice(0, second) + labels.slice(second + 1));
}

/** Sums of products over named axes; of an operand with a label twice the diagonal counts, which tfjs refuses. */
export const Einsum: Lowering<tf.EinsumInputs, tf.EinsumAttrs> = (operands, { equation }, graph) => {
  const compact = withoutRepeats(equation);
  const { allDims, idDims } = backend_util.decodeEinsumEquation(compact, operands.length);
  const values = parseEquation(equation).terms.map((term, i) => distinctAxes(operands[i]!, term));
  backend_util.checkEinsumDimSizes(allDims.length, idDims, values.map(described));
  const { terms, output } = parseEquation(compact);
  const sizes = new Map(
    terms.flatMap((term, i) => Array.from(term).map((label, axis) => [label, values[i]!.shape[axis]!])),
  );
  const shape = Array.from(output).map((label) => sizes.get(label)!);
  return graph.node('Einsum', values.map(float), { equation: compact }, [{ type: 'float32', shape }])[0]!;
};
