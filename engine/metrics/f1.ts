import { perClass, ratio } from './support/confusion';

/** The harmonic mean of precision and recall: 2 · right / (predicted + actual). */
export const metric = perClass({ id: 'f1', title: 'F1 (class 1, or mean over classes)' }, (counts) =>
  ratio(2 * counts.right, counts.predicted + counts.actual),
);
