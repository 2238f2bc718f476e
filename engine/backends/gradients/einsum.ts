/**
 * Sums of products over named axes, which tfjs does not differentiate. The gradient of an operand is itself one: of dy
 * with the other operand, onto the operand's labels; along an axis that only the operand has it is constant, and where
 * it has a label twice it is zero off the diagonal.
 */
import * as tf from '@tensorflow/tfjs-core';
import { distinct, parseEquation } from '../einsum-equation';

export const gradient: tf.GradConfig = {
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc(dy, operands, attributes) {
    const { terms, output } = parseEquation(attributes.equation as string);
    const derivatives = operands.map((operand, i) => () => {
      const others = operands.flatMap((tensor, k) => (k === i ? [] : [{ tensor, labels: terms[k]! }]));
      return onto(terms[i]!, operand.shape, [{ tensor: dy as tf.Tensor, labels: output }, ...others]);
    });
    return Object.fromEntries(derivatives.entries());
  },
};

interface Operand {
  tensor: tf.Tensor;
  labels: string;
}

/** Σ of the product of the operands, over all labels but `labels`; repeated along those that no operand has. */
function onto(labels: string, shape: number[], operands: Operand[]): tf.Tensor {
  const isKnown = (label: string): boolean => operands.some((operand) => operand.labels.includes(label));
  const known = Array.from(distinct(labels)).filter(isKnown).join('');
  const equation = `${operands.map((operand) => operand.labels).join()}->${known}`;
  const sum = tf.einsum(equation, ...operands.map(({ tensor }) => tensor));
  const isFirst = (axis: number): boolean => labels.indexOf(labels[axis]!) === axis;
  const kept = shape.map((size, axis) => (isKnown(labels[axis]!) && isFirst(axis) ? size : 1));
  const whole = tf.broadcastTo(tf.reshape(sum, kept), shape);
  const repeated = shape.map((_, axis) => axis).filter((axis) => !isFirst(axis));
  return repeated.reduce<tf.Tensor>(
    (x, axis) => tf.mul(x, identity(shape, labels.indexOf(labels[axis]!), axis)),
    whole,
  );
}

/** 1 where two axes have one position, else 0, in a shape that broadcasts to `shape`. */
function identity(shape: number[], first: number, second: number): tf.Tensor {
  const size = shape[first]!;
  return tf.reshape(
    tf.eye(size),
    shape.map((_, axis) => (axis === first || axis === second ? size : 1)),
  );
}
