import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { decaying, learningRate, proposed, widening } from './watch/fixes';
import { percent, show } from './watch/show';

/** Epochs that are remembered; more do not help to see one. */
const MOST_EPOCHS = 50;

export const symptom = defineSymptom({
  id: 'plateau',
  title: 'The loss has stopped falling',
  severity: 'warning',
  equation: 'cosine-annealing',
  thresholds: v.strictObject({
    epochs: threshold(5, 'Epochs without a gain (DeepDiagnosis, 2022).'),
    gain: threshold(
      0.01,
      'Least gain over these epochs, as a share of the lowest loss before them (AUTOTRAINER: 0.01).',
    ),
    fall: threshold(0.05, 'Least fall before; a loss that never fell is another symptom (TheDeepChecker: 5 %).'),
    good: threshold(
      0.5,
      'A loss of so little of the best constant answer (where that is not known, of the first epoch) may rest: much is learnt.',
    ),
    patience: patience(1),
  }),
  looks: {
    epoch({ train }, { thresholds, specification, begin, memory }) {
      if (train === null) return null;
      const { epochs, gain, fall, good } = thresholds;
      const losses = memory.push('losses', train, MOST_EPOCHS);
      if (losses.length <= epochs) return null;
      const before = Math.min(...losses.slice(0, -epochs));
      const best = Math.min(...losses.slice(-epochs));
      const measured = 1 - best / before;
      const highest = memory.recall('highest')[0] ?? losses[0]!;
      memory.write('highest', [Math.max(highest, train)]);
      const fell = 1 - before / highest;
      if (measured >= gain || fell < fall || best <= good * (begin.baseline ?? highest)) return [];
      return [
        {
          layer: null,
          measured,
          threshold: gain,
          message: `the loss of the last ${epochs} epochs is ${show(best)}, ${percent(Math.max(0, measured))} below the ${show(before)} before (threshold ${percent(gain)})`,
          fixes: proposed(specification, decaying, learningRate(0.1), learningRate(10), ...widening),
        },
      ];
    },
  },
});
