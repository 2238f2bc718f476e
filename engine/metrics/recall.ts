import { perClass, ratio } from './support/confusion';

/** Of what belongs to a class, the share that was given to it. */
export const metric = perClass({ id: 'recall', title: 'Recall (class 1, or mean over classes)' }, (counts) =>
  ratio(counts.right, counts.actual),
);
