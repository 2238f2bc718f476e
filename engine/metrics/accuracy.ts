import { meanOverPlaces } from './support/mean-over-places';
import { predictedClass } from './support/places';

/** Share of the places with a label whose class is predicted. */
export const metric = meanOverPlaces({
  id: 'accuracy',
  title: 'Accuracy',
  better: 'higher',
  unit: 'share',
  measure: ({ logits, task }, label, at) => (predictedClass(logits, at, task.outputs) === label ? 1 : 0),
});
