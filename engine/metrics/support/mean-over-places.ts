/** Metrics of classes that are a mean over the places with a label. */
import type { Metric, Predictions } from '../metric';
import { eachLabel } from './places';

interface Mean extends Pick<Metric, 'id' | 'title' | 'better' | 'unit'> {
  /** What a place adds; its logits begin at `at`. */
  measure: (predictions: Predictions, label: number, at: number) => number;
  /** What the mean is turned into; itself if absent. */
  finish?: (mean: number) => number;
}

/** sums: [sum of the measure, places]. */
export const meanOverPlaces = ({ measure, finish = (mean) => mean, ...described }: Mean): Metric => ({
  ...described,
  takes: ['classes'],
  start: () => [0, 0],
  add(sums, predictions) {
    eachLabel(predictions, (label, at) => {
      sums[0]! += measure(predictions, label, at);
      sums[1]!++;
    });
  },
  value: ([sum, places]) => finish(sum! / places!),
});
