import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { decaying, largerBatch, learningRate, proposed } from './watch/fixes';
import { percent } from './watch/show';

/** Groups of steps that are looked back on. */
const WINDOW = 20;

/** Places at which the values turn, after a move of at least `least` and before another such one back. */
function turns(values: readonly number[], least: number): number {
  let [count, direction, turn] = [0, 0, values[0]!];
  for (const value of values) {
    const move = value - turn;
    const isOnward = direction !== 0 && Math.sign(move) === direction;
    if (isOnward) turn = value;
    else if (Math.abs(move) >= least) {
      if (direction !== 0) count++;
      [direction, turn] = [Math.sign(move), value];
    }
  }
  return count;
}

export const symptom = defineSymptom({
  id: 'oscillating',
  title: 'The loss swings',
  severity: 'warning',
  equation: 'sgd',
  thresholds: v.strictObject({
    swing: threshold(
      0.25,
      'Least swing as a share of the initial loss: the means of 256 samples that are compared differ by a tenth of it from chance.',
    ),
    share: threshold(
      0.2,
      'Share of the last 20 groups of steps in which the loss turns (AUTOTRAINER, 2021: 20 % of the epochs).',
    ),
    patience: patience(3),
  }),
  looks: {
    losses({ initial, means }, { thresholds: { swing, share }, specification }) {
      const window = means.slice(-WINDOW);
      if (window.length < WINDOW / 2) return null;
      const measured = turns(window, swing * initial) / window.length;
      if (measured < share) return [];
      return [
        {
          layer: null,
          measured,
          threshold: share,
          message: `the loss turns by at least ${percent(swing)} of its initial value in ${percent(measured)} of the last groups of steps (threshold ${percent(share)})`,
          fixes: proposed(specification, learningRate(0.1), decaying, largerBatch),
        },
      ];
    },
  },
});
