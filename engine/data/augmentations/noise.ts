import * as v from 'valibot';
import { defineAugmentation } from './augmentation';

/** Adds normal noise: x ← x + deviation · s · ε, with s what normalization will divide the channel by. */
export const augmentation = defineAugmentation({
  id: 'noise',
  title: 'Noise',
  schema: v.strictObject({
    type: v.literal('noise'),
    deviation: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0.1),
      v.description("The noise's standard deviation, in units of the normalized inputs."),
    ),
  }),
  misfit: ({ vocabulary }) => (vocabulary === null ? null : 'it adds to numbers, and the inputs are tokens'),
  apply({ count, inputs }, { deviation }, randomOf, { units }) {
    const size = inputs.length / count;
    for (let row = 0; row < count; row++) {
      const random = randomOf(row);
      for (let at = row * size; at < (row + 1) * size; at++) {
        inputs[at]! += deviation * units[at % units.length]! * random.normal();
      }
    }
  },
});
