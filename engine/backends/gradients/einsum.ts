/**
 * Sums of products over named axes, which tfjs does not differentiate. The gradient of an operand is itself one: of dy
 * with the other operand, onto the operand's labels; along an axis that only the operand has it is constant.
 */
import * as tf from '@tensorflow/tfjs-core';

export const gradient: tf.GradConfig = {
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc(dy, operands, attributes) {
    const [inputs, output] = (attributes.equation as string).replace(/\s/g, '').split('->') as [string, string];
    const terms = inputs.split(',');
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
  const known = Array.from(labels).filter(isKnown).join('');
  const equation = `${operands.map((operand) => operand.labels).join()}->${known}`;
  const sum = tf.einsum(equation, ...operands.map(({ tensor }) => tensor));
  const kept = shape.map((size, axis) => (isKnown(labels[axis]!) ? size : 1));
  return tf.broadcastTo(tf.reshape(sum, kept), shape);
}
