import type { Metric } from './metric';

/** The class with the largest logit in one row; of equals the first. */
function argmax(logits: Float32Array, row: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if (logits[row * classes + index]! > logits[row * classes + best]!) best = index;
  }
  return best;
}

/** Share of samples whose largest logit is the right class; sums: [right, all]. */
export const metric: Metric = {
  id: 'accuracy',
  title: 'Accuracy',
  start: () => [0, 0],
  add(sums, { logits, labels, classes }) {
    labels.forEach((label, row) => {
      if (argmax(logits, row, classes) === label) sums[0]!++;
    });
    sums[1]! += labels.length;
  },
  value: (sums) => sums[0]! / sums[1]!,
};
