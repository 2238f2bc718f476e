import * as v from 'valibot';
import { defineSymptom, patience } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';

export const symptom = defineSymptom({
  id: 'notFinite',
  title: 'NaN or infinity',
  severity: 'error',
  equation: 'gradient-clipping',
  thresholds: v.strictObject({ patience: patience(1) }),
  looks: {
    notFinite({ what, where }, { specification }) {
      const place = where ? `, first in ${where.words}` : '';
      const full = specification.training.precision === 'mixed';
      return [
        {
          layer: where?.layer ?? null,
          measured: 1,
          threshold: 0,
          message: `the ${what} is NaN or infinite${place} (threshold: none may be)`,
          fixes: [
            ...(full ? [{ title: 'compute in float32', changes: { 'training.precision': 'float32' } }] : []),
            ...proposed(specification, learningRate(0.1), clipping),
          ],
        },
      ];
    },
  },
});
