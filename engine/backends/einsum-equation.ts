/** The equation of tf.einsum, "ij,jk->ik", in parts; what is wrong in one is left to tfjs to say. */

import { util } from '@tensorflow/tfjs-core';

/** The labels of each operand's axes, and of the result's. */
interface Equation {
  terms: string[];
  output: string;
}

export function parseEquation(equation: string): Equation {
  const [inputs = '', output = ''] = equation.replace(/\s/g, '').split('->');
  return { terms: inputs.split(','), output };
}

/** Each label once. */
export const distinct = (labels: string): string => [...new Set(labels)].join('');

/** The equation after the diagonal was taken of every operand with a label twice. */
export function withoutRepeats(equation: string): string {
  const [inputs = '', ...rest] = equation.replace(/\s/g, '').split('->');
  return [inputs.split(',').map(distinct).join(), ...rest].join('->');
}

/** The first two axes with one label: of their elements only those on the diagonal count. */
export function repeatedAxes(labels: string): [number, number] | null {
  const second = Array.from(labels).findIndex((label, axis) => labels.indexOf(label) < axis);
  return second < 0 ? null : [labels.indexOf(labels[second]!), second];
}

/** @throws where an operand has not an axis for each label */
export const requireRank = (labels: string, shape: readonly number[]): void => {
  util.assert(
    labels.length === shape.length,
    () => `"${labels}" names ${labels.length} axes of [${shape.join()}], which has ${shape.length}`,
  );
};
