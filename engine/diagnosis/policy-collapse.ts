import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import { mean, percent, show } from './watch/show';

/** Observations whose mean return is compared: the first and the latest. */
const FEW = 10;

export const symptom = defineSymptom({
  id: 'policyCollapse',
  title: 'The policy collapses',
  severity: 'warning',
  equation: 'entropy',
  thresholds: v.strictObject({
    entropy: threshold(0.05, 'Least entropy of the policy as a share of ln(actions): below, it always does the same.'),
    gain: threshold(
      0.1,
      'Least gain of the return since the beginning, as a share: a policy that gained may be sure of itself.',
    ),
    patience: patience(3),
  }),
  looks: {
    agent({ policy, return: gained }, { thresholds: { entropy: least, gain }, specification, memory }) {
      if (!policy || policy.actions < 2) return null;
      const first = memory.recall('first').length < FEW ? memory.push('first', gained, FEW) : memory.recall('first');
      const last = memory.push('last', gained, FEW);
      const measured = policy.entropy / Math.log(policy.actions);
      if (first.length < FEW || measured >= least) return [];
      const [then, now] = [mean(first), mean(last)];
      const size = Math.max(Math.abs(then), Math.abs(now));
      if (now - then > gain * size) return [];
      return [
        {
          layer: null,
          severity: now - then < -gain * size ? ('error' as const) : ('warning' as const),
          measured,
          threshold: least,
          message: `the policy's entropy is ${percent(measured)} of that of chance (threshold ${percent(least)}) at a return of ${show(now)}, which was ${show(then)}`,
          fixes: proposed(specification, learningRate(0.1), clipping),
        },
      ];
    },
  },
});
