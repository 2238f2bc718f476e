import * as v from 'valibot';
import { defineSymptom, patience, threshold, type Context } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import type { ObservationOf } from './watch/observation';
import { median, show } from './watch/show';
import { learningRateFactor, rememberUpdates } from './watch/updates';

/** Steps whose updates still tell of the weights that training began with. */
const EARLY = 5;

/** Groups whose median must have risen: one with an outlier raises their mean, where errors have heavy tails. */
const GROUPS = 5;

/** In the memory, where the first look was beyond what luck explains: such a loss may come back to a constant answer's. */
const JUMPED = 'jumped';

/** Usual differences of neighbouring groups that are noise: the lowest of many means lies as far below the usual one. */
const NOISE = 3;

/** By the median, which neither an outlier nor a jump moves. */
const noiseOf = (means: readonly number[]): number =>
  median(means.slice(1).map((value, at) => Math.abs(value - means[at]!)));

/** The first samples may have had a low loss by luck; a constant answer's loss is not drawn. */
function untrained({ initial, best }: ObservationOf<'losses'>, { begin, memory }: Context<unknown>): number {
  const hasJumped = memory.recall(JUMPED).length > 0;
  return hasJumped ? initial : Math.max(initial, begin.baseline ?? best);
}

export const symptom = defineSymptom({
  id: 'diverging',
  title: 'The loss diverges',
  severity: 'warning',
  equation: 'sgd',
  thresholds: v.strictObject({
    lost: threshold(0.5, 'Share of what was gained that is lost again: a loss that only swings comes back.'),
    rise: threshold(
      0.2,
      'Least rise from the lowest loss, as a share of the initial one or it, the larger: less is the noise of batches.',
    ),
    above: threshold(
      1.5,
      'Times the initial loss and that of a constant answer (where it is not known, the lowest): an error, as the untrained network was better.',
    ),
    patience: patience(5),
  }),
  looks: {
    losses(losses, context) {
      const { initial, best, means } = losses;
      const { lost, rise, above } = context.thresholds;
      const recent = median(means.slice(-GROUPS));
      const least = Math.max(lost * (initial - best), rise * Math.max(initial, best), NOISE * noiseOf(means));
      const isRisen = recent - best > least;
      const worst = above * untrained(losses, context);
      const isWorse = recent > worst && (isRisen || context.begin.baseline !== null);
      if (isWorse && means.length === GROUPS) context.memory.write(JUMPED, [1]);
      if (!isRisen && !isWorse) return [];
      const threshold = isWorse ? worst : best + least;
      const low = isWorse ? `began at ${show(initial)}` : `was ${show(best)}`;
      return [
        {
          layer: null,
          severity: isWorse ? ('error' as const) : ('warning' as const),
          measured: recent,
          threshold,
          message: `the loss is ${show(recent)} and ${low} (threshold ${show(threshold)})`,
          fixes: proposed(
            context.specification,
            learningRate(Math.min(0.1, learningRateFactor(context.memory))),
            clipping,
          ),
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
