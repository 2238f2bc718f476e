/** Places of a batch that have a label, and what the logits there say. */
import type { Task } from '../../data/task';
import type { Predictions } from '../metric';

/** How many classes the task tells apart (0 where its target has none). */
export const classesOf = ({ target }: Task): number => (target.kind === 'numbers' ? 0 : target.classes);

/** Calls with the label of each place that has one (−1 has none) and with where its row of logits begins. */
export function eachLabel({ targets, task }: Predictions, visit: (label: number, at: number) => void): void {
  targets.forEach((label, place) => {
    if (label >= 0) visit(label, place * task.outputs);
  });
}

/** Where the largest of `outputs` logits from `at` stands, the first of equals. */
export function argmax(logits: Float32Array, at: number, outputs: number): number {
  let best = 0;
  for (let index = 1; index < outputs; index++) {
    if (logits[at + index]! > logits[at + best]!) best = index;
  }
  return best;
}

/** The class that the logits from `at` speak for; a single logit says class 1 above 0. */
export function predictedClass(logits: Float32Array, at: number, outputs: number): number {
  if (outputs === 1) return logits[at]! > 0 ? 1 : 0;
  return argmax(logits, at, outputs);
}

/** log Σ exp of `outputs` logits from `at`; stable, since the largest is taken out first. */
export function logSumExp(logits: Float32Array, at: number, outputs: number): number {
  const row = logits.subarray(at, at + outputs);
  const largest = row.reduce((most, logit) => Math.max(most, logit), -Infinity);
  return largest + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
