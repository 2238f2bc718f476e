import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import { show } from './watch/show';
import { learningRateFactor, rememberUpdates } from './watch/updates';

/** Steps whose updates still tell of the weights that training began with. */
const EARLY = 5;

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
    losses({ initial, recent, best }, { thresholds: { lost, rise, above }, specification, memory }) {
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
          fixes: proposed(specification, learningRate(Math.min(0.1, learningRateFactor(memory))), clipping),
        },
      ];
    },
    probe(probe, context) {
      // Once it has run away, the weights are as large as the updates.
      if (probe.step <= EARLY) rememberUpdates(probe, context);
      return null;
    },
  },
});
