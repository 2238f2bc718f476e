import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { activation, learningRate, proposed } from './watch/fixes';
import { percent } from './watch/show';

/** What is left passes no gradient worth the name. */
const NEARLY_ALL = 0.95;

export const symptom = defineSymptom({
  id: 'saturation',
  title: 'Saturated activations',
  severity: 'warning',
  equation: 'sigmoid',
  thresholds: v.strictObject({
    share: threshold(
      0.5,
      "Share of a hidden layer's outputs whose sigmoid or tanh is nearly flat, its input being beyond ±5 (DeepDiagnosis, 2022).",
    ),
    patience: patience(3),
  }),
  looks: {
    probe({ layers }, { thresholds: { share }, specification }) {
      // The last layer may be as sure as it likes.
      const flat = layers.slice(0, -1).filter(({ saturated }) => saturated !== null && saturated > share);
      return flat.map(({ layer, saturated }) => ({
        layer,
        severity: saturated! >= NEARLY_ALL ? ('error' as const) : ('warning' as const),
        measured: saturated!,
        threshold: share,
        message: `${percent(saturated!)} of the outputs of ${layer} are where its activation is flat (threshold ${percent(share)})`,
        fixes: proposed(specification, activation('relu'), learningRate(0.1)),
      }));
    },
  },
});
