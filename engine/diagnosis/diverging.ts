import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import { show } from './watch/show';

export const symptom = defineSymptom({
  id: 'diverging',
  title: 'The loss diverges',
  severity: 'warning',
  equation: 'sgd',
  thresholds: v.strictObject({
    lost: threshold(0.5, 'Share of what was gained that is lost again: a loss that only swings comes back.'),
    rise: threshold(
      0.2,
      'Least rise from the lowest loss, as a share of the initial one: less is the noise of batches.',
    ),
    above: threshold(1.5, 'Times the initial loss: an error, as the untrained network was better.'),
    patience: patience(5),
  }),
  looks: {
    losses({ initial, recent, best }, { thresholds: { lost, rise, above }, specification }) {
      const least = Math.max(lost * (initial - best), rise * initial);
      const isWorse = recent > above * initial;
      if (recent - best <= least && !isWorse) return [];
      const threshold = isWorse ? above * initial : best + least;
      const low = isWorse ? `began at ${show(initial)}` : `was ${show(best)}`;
      return [
        {
          layer: null,
          severity: isWorse ? ('error' as const) : ('warning' as const),
          measured: recent,
          threshold,
          message: `the loss is ${show(recent)} and ${low} (threshold ${show(threshold)})`,
          fixes: proposed(specification, learningRate(0.1), clipping),
        },
      ];
    },
  },
});
