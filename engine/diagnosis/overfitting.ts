import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { dropout, earlyStopping, proposed, weightDecay } from './watch/fixes';
import { percent, show } from './watch/show';

/** Twice the lowest validation loss: what was learnt since does harm. */
const FAR = 1;

export const symptom = defineSymptom({
  id: 'overfitting',
  title: 'Overfitting',
  severity: 'warning',
  equation: 'generalization-gap',
  thresholds: v.strictObject({
    gap: threshold(0.1, 'Least (validation loss − training loss) / training loss (SageMaker Debugger).'),
    rise: threshold(
      0.1,
      'Least rise of the validation loss from its lowest, as a share, while the training loss has fallen (after UMLAUT, 2021).',
    ),
    patience: patience(3),
  }),
  looks: {
    epoch({ train, validation }, { thresholds: { gap, rise }, specification, memory }) {
      if (train === null || validation === null) return null;
      const [lowest = Infinity, trainThen = Infinity] = memory.recall('lowest');
      if (validation <= lowest) memory.write('lowest', [validation, train]);
      const measured = validation / lowest - 1;
      const isOverfitted = measured > rise && train < trainThen && validation - train > gap * train;
      if (!isOverfitted) return [];
      return [
        {
          layer: null,
          severity: measured > FAR ? ('warning' as const) : ('info' as const),
          measured,
          threshold: rise,
          message: `the validation loss is ${show(validation)}, ${percent(measured)} above its lowest (threshold ${percent(rise)}), while the training loss fell to ${show(train)}`,
          fixes: proposed(specification, earlyStopping, dropout, weightDecay),
        },
      ];
    },
  },
});
