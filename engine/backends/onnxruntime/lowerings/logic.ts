/** Comparisons, logic and choice. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from '../operators/elementwise';
import { reshape } from '../operators/shape';
import { float, promote } from '../operators/types';
import type { Lowering } from './lowering';

type Binary = Lowering<tf.BinaryInputs>;

/** Comparison of values of a common type, at least int32 since ONNX orders no booleans. */
const comparison =
  (operator: (a: Value, b: Value) => Value): Binary =>
  ({ a, b }) => {
    const [x, y] = promote([a, b], 'int32');
    return operator(x!, y!);
  };

export const Equal = comparison(e.equal);
export const NotEqual = comparison((a, b) => e.not(e.equal(a, b)));
export const Greater = comparison(e.greater);
export const GreaterEqual = comparison(e.greaterOrEqual);
export const Less = comparison(e.less);
export const LessEqual = comparison(e.lessOrEqual);

const logical =
  (operator: (a: Value, b: Value) => Value): Binary =>
  ({ a, b }) =>
    operator(e.cast(a, 'bool'), e.cast(b, 'bool'));

export const LogicalAnd = logical(e.and);
export const LogicalOr = logical(e.or);
export const LogicalNot: Lowering<tf.LogicalNotInputs> = ({ x }) => e.not(e.cast(x, 'bool'));

/** A condition of lower rank chooses whole rows. */
export const Select: Lowering<tf.SelectInputs> = ({ condition, t, e: otherwise }) => {
  const [a, b] = promote([t, otherwise], 'int32') as [Value, Value];
  const rows = [...condition.shape, ...a.shape.slice(condition.shape.length).map(() => 1)];
  const chosen = e.where(e.cast(reshape(condition, rows), 'bool'), a, b);
  return t.type === 'bool' && otherwise.type === 'bool' ? e.cast(chosen, 'bool') : chosen;
};

export const IsNan: Lowering<tf.IsNanInputs> = ({ x }) => e.map('IsNaN', float(x), {}, 'bool');
export const IsInf: Lowering<tf.IsInfInputs> = ({ x }) => e.map('IsInf', float(x), {}, 'bool');
export const IsFinite: Lowering<tf.IsFiniteInputs> = ({ x }) => e.less(e.abs(float(x)), Infinity);
