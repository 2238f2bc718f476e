/** Binary arithmetic with broadcasting. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from '../operators/elementwise';
import { float, promote, wider } from '../operators/types';
import type { Lowering } from './lowering';

type Binary = Lowering<tf.BinaryInputs>;

/** Arithmetic in the wider of both types; booleans count as 0 and 1. */
const arithmetic =
  (operator: (a: Value, b: Value) => Value): Binary =>
  ({ a, b }) => {
    const [x, y] = promote([a, b], 'int32');
    return e.cast(operator(x!, y!), wider(a.type, b.type));
  };

export const Add = arithmetic(e.add);
export const Sub = arithmetic(e.sub);
export const Multiply = arithmetic(e.mul);
export const Maximum = arithmetic(e.max);
export const Minimum = arithmetic(e.min);

export const SquaredDifference = arithmetic((a, b) => {
  const difference = e.sub(a, b);
  return e.mul(difference, difference);
});

/** The quotient in float32, given a's type again. */
export const RealDiv: Binary = ({ a, b }) => e.cast(e.div(float(a), float(b)), wider(a.type, b.type));

/** Integers to a power go through float32, where a negative exponent has a meaning. */
export const Pow: Binary = ({ a, b }) => e.cast(e.pow(float(a), float(b)), wider(a.type, b.type));

/**
 * b with 1 where it is 0 or −1: an integer division by zero, or of the least integer by −1, would end the process.
 * Remainders of both are the same.
 */
const divisor = (b: Value): Value => (b.type === 'float32' ? b : e.where(e.or(e.equal(b, 0), e.equal(b, -1)), 1, b));

/** Whether the signs of both differ and neither is zero. */
const oppose = (a: Value, b: Value): Value => e.xor(e.less(a, 0), e.less(b, 0));

/** ⌊a/b⌋ as int32; x/0 is 0 for integers. */
export const FloorDiv: Binary = ({ a, b }) => {
  const [x, y] = promote([a, b], 'int32') as [Value, Value];
  if (x.type === 'float32') return e.cast(e.floor(e.div(x, y)), 'int32');
  const d = divisor(y);
  const quotient = e.div(x, d);
  const remainder = e.sub(x, e.mul(quotient, d));
  const rounded = e.and(e.not(e.equal(remainder, 0)), oppose(remainder, d));
  const floored = e.where(
    e.equal(y, -1),
    e.sub(e.scalar(x.graph, 0, 'int32'), x),
    e.sub(quotient, e.cast(rounded, 'int32')),
  );
  return e.where(e.equal(y, 0), 0, floored);
};

/** The remainder with the sign of the divisor. */
export const Mod: Binary = ({ a, b }) => {
  const [x, y] = promote([a, b], 'int32') as [Value, Value];
  const d = divisor(y);
  const remainder = e.fmod(x, d);
  const moved = e.where(oppose(remainder, d), e.fmod(e.add(remainder, d), d), remainder);
  return x.type === 'float32' ? moved : e.where(e.equal(y, 0), 0, moved);
};

export const AddN: Lowering<tf.AddNInputs> = (values) => values.reduce((sum, value) => e.add(sum, value));

/** The angle of the point (b, a): the arctangent of a/b, moved into the right half plane. */
export const Atan2: Binary = ({ a, b }) => {
  const [y, x] = [float(a), float(b)];
  const { graph } = y;
  const angle = e.map('Atan', e.div(y, x));
  // −0 counts as negative: the sign of y is that of its reciprocal where y is zero.
  const signed = e.where(e.equal(y, 0), e.div(e.scalar(graph, 1), y), y);
  const half = e.where(e.less(signed, 0), e.scalar(graph, -Math.PI), e.scalar(graph, Math.PI));
  const moved = e.where(e.less(x, 0), e.add(angle, half), angle);
  const axis = e.where(e.equal(x, 0), e.where(e.equal(y, 0), y, e.div(half, 2)), moved);
  return e.cast(axis, wider(a.type, b.type));
};

export const BitwiseAnd: Binary = ({ a, b }) => e.bitwiseAnd(a, b);
