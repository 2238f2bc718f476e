import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { activation, adam, proposed, shallower } from './watch/fixes';
import { kernelsByLayer } from './watch/layers';
import { show } from './watch/show';

export const symptom = defineSymptom({
  id: 'vanishingGradient',
  title: 'Vanishing gradient',
  severity: 'warning',
  equation: 'backpropagation',
  thresholds: v.strictObject({
    ratio: threshold(1e-3, 'Least ratio of the gradient of the first layer to that of the last (AUTOTRAINER, 2021).'),
    norm: threshold(
      1e-4,
      'A gradient of a larger norm has not vanished, however much larger others are (AUTOTRAINER).',
    ),
    patience: patience(3),
  }),
  looks: {
    probe({ weights }, { thresholds: { ratio, norm }, specification, begin }) {
      const kernels = kernelsByLayer(begin.layers, weights);
      const last = kernels.at(-1)?.gradientNorm ?? 0;
      // A gradient of exactly 0 was cut off, by dead units or zero weights: it did not vanish on its way.
      const first = kernels.find(({ gradientNorm: g }) => g > 0 && g < norm && g < ratio * last);
      if (!first) return [];
      const measured = first.gradientNorm / last;
      return [
        {
          layer: first.layer,
          measured,
          threshold: ratio,
          message: `the gradient of ${first.layer} has a norm of ${show(first.gradientNorm)}, ${show(measured)} of the last layer's (threshold ${show(ratio)})`,
          fixes: proposed(specification, activation('relu'), ...shallower, adam),
        },
      ];
    },
  },
});
