import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { learningRate, proposed } from './watch/fixes';
import { percent, show } from './watch/show';

/** An untrained generator gives much the same for every noise: it is given so many looks to spread. */
const FIRST = 10;

export const symptom = defineSymptom({
  id: 'modeCollapse',
  title: 'Mode collapse',
  severity: 'warning',
  equation: 'generative-adversarial',
  thresholds: v.strictObject({
    diversity: threshold(
      0.2,
      'Least mean distance between two generated samples, as a share of that between two real ones: a generator that learns has more than half.',
    ),
    fall: threshold(
      0.5,
      'A generator that was more diverse has collapsed where less than this share of its best is left.',
    ),
    discriminator: threshold(
      0.05,
      'A discriminator loss of less, on top, is an error: it teaches the generator nothing.',
    ),
    patience: patience(3),
  }),
  looks: {
    adversarial({ diversity, discriminatorLoss }, { thresholds, specification, memory }) {
      const { diversity: least, fall, discriminator } = thresholds;
      const [best = 0, count = 0] = memory.recall('diversity');
      const measured = diversity.real > 0 ? diversity.generated / diversity.real : Infinity;
      memory.write('diversity', [Math.min(Number.MAX_VALUE, Math.max(best, measured)), Math.min(count + 1, FIRST)]);
      if (count < FIRST && measured >= fall * best) return null;
      if (measured >= least) return [];
      const isLost = discriminatorLoss < discriminator;
      const apart = isLost ? `, and the discriminator's loss is ${show(discriminatorLoss)}` : '';
      return [
        {
          layer: null,
          severity: isLost ? ('error' as const) : ('warning' as const),
          measured,
          threshold: least,
          message: `generated samples are ${percent(measured)} as diverse as real ones (threshold ${percent(least)})${apart}`,
          fixes: proposed(specification, learningRate(0.3)),
        },
      ];
    },
  },
});
