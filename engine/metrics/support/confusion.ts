/** Metrics of what was predicted for which class. */
import type { Metric } from '../metric';
import { classesOf, eachLabel, predictedClass } from './places';

/** Of one class: places rightly given to it, places given to it, places that belong to it. */
export interface Counts {
  right: number;
  predicted: number;
  actual: number;
}

/**
 * Of class 1 where there are two classes, else the mean over the classes that occur among labels or predictions (macro),
 * as scikit-learn's `average='macro'`. A ratio of nothing (a class that is never predicted has no precision) counts as 0.
 * sums: right, predicted, actual of class 0, of class 1, …
 */
export const perClass = (described: Pick<Metric, 'id' | 'title'>, measure: (counts: Counts) => number): Metric => ({
  ...described,
  takes: ['classes'],
  better: 'higher',
  unit: 'share',
  start: (task) => new Array<number>(3 * classesOf(task)).fill(0),
  add(sums, predictions) {
    const { logits, task } = predictions;
    eachLabel(predictions, (label, at) => {
      const predicted = predictedClass(logits, at, task.outputs);
      if (predicted === label) sums[3 * label]!++;
      sums[3 * predicted + 1]!++;
      sums[3 * label + 2]!++;
    });
  },
  value(sums, task) {
    const classes = Array.from({ length: classesOf(task) }, (_, index) => {
      const [right, predicted, actual] = sums.slice(3 * index, 3 * index + 3) as [number, number, number];
      return { right, predicted, actual };
    });
    const seen = classes.filter(({ predicted, actual }) => predicted + actual > 0);
    if (seen.length === 0) return NaN;
    if (classes.length === 2) return measure(classes[1]!);
    return seen.reduce((sum, counts) => sum + measure(counts), 0) / seen.length;
  },
});

/** a / b, and 0 of nothing. */
export const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
