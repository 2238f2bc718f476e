import * as v from 'valibot';
import { defineSymptom, patience, threshold } from './symptom';
import { activation, learningRate, proposed } from './watch/fixes';
import { percent } from './watch/show';

const RECTIFIERS = new Set(['relu', 'relu6']);

/** Nothing passes the layer any more: no gradient comes behind it, and training cannot mend that. */
const ALL = 0.99;

export const symptom = defineSymptom({
  id: 'deadRelu',
  title: 'Dead ReLU units',
  severity: 'warning',
  equation: 'relu',
  thresholds: v.strictObject({
    share: threshold(
      0.5,
      "Share of a layer's units that are active on fewer than 1 % of the inputs (SageMaker Debugger's rule).",
    ),
    patience: patience(3),
  }),
  looks: {
    probe({ layers }, { thresholds: { share }, specification, begin }) {
      const rectified = new Set(
        begin.layers.filter((layer) => RECTIFIERS.has(layer.activation)).map(({ name }) => name),
      );
      const dead = layers.filter(({ layer, rare }) => rectified.has(layer) && rare !== null && rare > share);
      return dead.map(({ layer, rare }) => ({
        layer,
        severity: rare! >= ALL ? ('error' as const) : ('warning' as const),
        measured: rare!,
        threshold: share,
        message: `${percent(rare!)} of the units of ${layer} are active on fewer than 1 % of the inputs (threshold ${percent(share)})`,
        fixes: proposed(specification, learningRate(0.1), activation('tanh')),
      }));
    },
  },
});
