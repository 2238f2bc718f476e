import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { learningRate, moreEpochs, noDropout, proposed, widening } from './watch/fixes';
import { percent, show } from './watch/show';

export const symptom = defineSymptom({
  id: 'underfitting',
  title: 'Underfitting',
  severity: 'warning',
  equation: 'generalization-gap',
  thresholds: v.strictObject({
    share: threshold(
      0.8,
      "Share of the best constant answer's loss that the training loss must come below; 1 is chance.",
    ),
    after: threshold(
      0.5,
      'Share of the run that may pass before: what is still falling then is seldom far from its end.',
    ),
    gap: threshold(
      0.1,
      'A validation loss further above the training loss is another symptom (SageMaker Debugger: 0.1).',
    ),
    patience: patience(2),
  }),
  looks: {
    epoch({ step, train, validation }, { thresholds, specification, begin }) {
      const { share, after, gap } = thresholds;
      const { baseline, steps } = begin;
      if (train === null || baseline === null || baseline === 0) return null;
      if (steps !== null && step < after * steps) return null;
      const measured = train / baseline;
      if (measured < share || (validation ?? 0) > (1 + gap) * train) return [];
      return [
        {
          layer: null,
          measured,
          threshold: share,
          message: `the training loss is ${show(train)}, ${percent(measured)} of what the best constant answer gives (threshold ${percent(share)})`,
          fixes: proposed(specification, ...widening, noDropout, moreEpochs, learningRate(3)),
        },
      ];
    },
  },
});
