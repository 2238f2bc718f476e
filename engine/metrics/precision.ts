import { perClass, ratio } from './support/confusion';

/** Of what was given to a class, the share that belongs there. */
export const metric = perClass({ id: 'precision', title: 'Precision (class 1, or mean over classes)' }, (counts) =>
  ratio(counts.right, counts.predicted),
);
