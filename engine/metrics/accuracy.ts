import type { Metric } from './metric';

/** The class with the largest logit in one row; of equals the first. A single logit tells class 1 where it is above 0. */
export function predictedClass(logits: Float32Array, row: number, outputs: number): number {
  if (outputs === 1) return Number(logits[row]! > 0);
  let best = 0;
  for (let index = 1; index < outputs; index++) {
    if (logits[row * outputs + index]! > logits[row * outputs + best]!) best = index;
  }
  return best;
}

/** Share of labels that were predicted; sums: [right, all]. */
export const metric: Metric = {
  id: 'accuracy',
  title: 'Accuracy',
  takes: ['classes'],
  better: 'higher',
  unit: 'share',
  start: () => [0, 0],
  add(sums, { logits, targets, task }) {
    targets.forEach((label, row) => {
      if (label < 0) return;
      sums[1]!++;
      if (predictedClass(logits, row, task.outputs) === label) sums[0]!++;
    });
  },
  value: (sums) => sums[0]! / sums[1]!,
};
