import * as v from 'valibot';
import { defineSymptom, patience, threshold, type Finding } from './symptom';
import { proposed, standardInputs } from './watch/fixes';
import { show } from './watch/show';

export const symptom = defineSymptom({
  id: 'inputScale',
  title: 'Inputs out of scale',
  severity: 'warning',
  equation: 'standardization',
  thresholds: v.strictObject({
    largest: threshold(
      10,
      'Most of the root mean square of the inputs: 1 when standardized (UMLAUT, 2021, wants all within −1…1, which standardized inputs are not).',
    ),
    smallest: threshold(
      0.02,
      'Least magnitude of the largest input: a smaller one was scaled twice; one-hot inputs have 1.',
    ),
    patience: patience(1),
  }),
  looks: {
    begin({ inputs }, { thresholds: { largest, smallest }, specification }) {
      if (!inputs) return null;
      const fixes = proposed(specification, standardInputs);
      const clause = (measured: number, threshold: number, message: string): Finding[] => [
        { layer: null, measured, threshold, message, fixes },
      ];
      if (inputs.notFinite > 0) {
        const message = `${inputs.notFinite} inputs of the first batch are NaN or infinite (threshold: none may be)`;
        return [{ ...clause(inputs.notFinite, 0, message)[0]!, severity: 'error' }];
      }
      const size = Math.hypot(inputs.mean, inputs.deviation);
      if (size > largest) {
        return clause(
          size,
          largest,
          `the root mean square of the inputs is ${show(size)} (threshold ${show(largest)})`,
        );
      }
      const most = Math.max(Math.abs(inputs.minimum), Math.abs(inputs.maximum));
      if (most >= smallest) return [];
      return clause(most, smallest, `no input is larger than ${show(most)} (threshold ${show(smallest)})`);
    },
  },
});
