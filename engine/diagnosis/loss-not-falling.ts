import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { adam, learningRate, proposed } from './watch/fixes';
import { percent, show } from './watch/show';
import { learningRateFactor, rememberUpdates } from './watch/updates';

export const symptom = defineSymptom({
  id: 'lossNotFalling',
  title: 'The loss does not fall',
  severity: 'warning',
  equation: 'sgd',
  thresholds: v.strictObject({
    fall: threshold(
      0.05,
      'Least fall of the loss since the first samples, as a share (TheDeepChecker, 2023: 5 % in 5 checks).',
    ),
    after: threshold(0.3, 'Share of the run that may pass before (AUTOTRAINER, 2021: 30 % of the epochs).'),
    good: threshold(
      0.5,
      "An initial loss of so little of the best constant answer's need not fall: something is learnt already.",
    ),
    patience: patience(3),
  }),
  looks: {
    losses({ step, initial, recent, best }, { thresholds, specification, begin, memory }) {
      const { fall, after, good } = thresholds;
      if (begin.steps !== null && step < after * begin.steps) return null;
      if (begin.baseline !== null && initial < good * begin.baseline) return [];
      const measured = 1 - Math.min(recent, best) / initial;
      // A loss that rises is another symptom.
      if (Math.abs(measured) >= fall || initial <= 0) return [];
      // Small updates ask for larger ones; updates as large as the weights for smaller ones.
      const factor = learningRateFactor(memory);
      const factors = factor < 1 ? [Math.min(factor, 0.1), 10] : [Math.max(factor, 10), 0.1];
      return [
        {
          layer: null,
          measured,
          threshold: fall,
          message: `the loss is ${show(recent)}, ${percent(measured)} below its ${show(initial)} at the beginning (threshold ${percent(fall)})`,
          fixes: proposed(specification, ...factors.map(learningRate), adam),
        },
      ];
    },
    probe(probe, context) {
      rememberUpdates(probe, context);
      return null;
    },
  },
});
