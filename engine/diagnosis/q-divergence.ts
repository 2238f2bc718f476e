import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import { show } from './watch/show';

/** Returns of less say nothing of how large values may be. */
const LEAST_RETURN = 1;

export const symptom = defineSymptom({
  id: 'qDivergence',
  title: 'Values of actions diverge',
  severity: 'warning',
  equation: 'q-learning',
  thresholds: v.strictObject({
    bound: threshold(
      2,
      'Times the largest value that is possible, largest reward / (1 − discount): a network overshoots before it settles.',
    ),
    returns: threshold(10, 'Times the largest return that was seen, where the largest possible value is not known.'),
    error: threshold(5, 'Times the limit: an error.'),
    patience: patience(3),
  }),
  looks: {
    agent({ largestValue, valueBound, return: gained }, { thresholds, specification, memory }) {
      if (largestValue === null) return null;
      const [before = LEAST_RETURN] = memory.recall('return');
      const highest = Math.max(before, Math.abs(gained));
      memory.write('return', [highest]);
      const limit = valueBound === null ? thresholds.returns * highest : thresholds.bound * valueBound;
      const measured = Math.abs(largestValue);
      if (measured <= limit) return [];
      const known = valueBound === null ? `the largest return was ${show(highest)}` : `${show(valueBound)} is possible`;
      return [
        {
          layer: null,
          severity: measured > thresholds.error * limit ? ('error' as const) : ('warning' as const),
          measured,
          threshold: limit,
          message: `a value of an action is ${show(largestValue)}, but ${known} (threshold ${show(limit)})`,
          fixes: proposed(specification, learningRate(0.1), clipping),
        },
      ];
    },
  },
});
