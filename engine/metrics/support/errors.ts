/** Metrics of regressions: a mean over all numbers of all samples. */
import type { Metric } from '../metric';

/** sums: [sum of the measure of prediction − target, numbers]. */
export const meanOfErrors = (
  described: Pick<Metric, 'id' | 'title'>,
  measure: (error: number) => number,
  finish = (mean: number) => mean,
): Metric => ({
  ...described,
  takes: ['numbers'],
  better: 'lower',
  unit: 'number',
  start: () => [0, 0],
  add(sums, { logits, targets }) {
    targets.forEach((target, index) => {
      sums[0]! += measure(logits[index]! - target);
    });
    sums[1]! += targets.length;
  },
  value: ([sum, numbers]) => finish(sum! / numbers!),
});
