import * as v from 'valibot';
import { defineSymptom, patience, threshold, type Context, type Finding } from './symptom';
import { otherSeed, proposed, shallower, standardInputs } from './watch/fixes';
import type { LayerAnatomy, ObservationOf } from './watch/observation';
import { show } from './watch/show';

interface Thresholds {
  patience: number;
  deviation: number;
  loss: number;
}
type Probe = ObservationOf<'probe'>;

/** Fewer numbers say nothing of how a kernel was drawn: a single one has no deviation. */
const FEWEST_NUMBERS = 4;
const isKernel = ({ name, shape }: LayerAnatomy['weights'][number]): boolean =>
  name.endsWith('kernel') && shape.reduce((size, length) => size * length, 1) >= FEWEST_NUMBERS;
/** A mean of equal numbers, and so their deviation, is exact to so much of them. */
const ROUNDING = 1e-6;
/** Inputs of such a root mean square are another symptom. */
const LARGE_INPUT = 10;
const CROSS_ENTROPY = /crossEntropy/i;

/** Units of a layer whose weights are all equal get equal gradients, and stay equal. */
function constantKernels({ weights }: Probe, { begin, specification }: Context<Thresholds>): Finding[] {
  const reports = new Map(weights.map((report) => [report.weight, report]));
  const kernels = begin.layers.flatMap(({ name: layer, weights: own }) => {
    return own.filter(isKernel).map(({ name }) => ({ layer, name, ...reports.get(name) }));
  });
  // The last layer may begin at 0: it gets a gradient of its own from each unit before it.
  const hidden = kernels.slice(0, -1);
  const constant = hidden.filter(({ deviation, norm }) => {
    return typeof deviation === 'number' && typeof norm === 'number' && deviation <= ROUNDING * norm;
  });
  const severity = constant.length === hidden.length ? 'error' : 'warning';
  return constant.map(({ layer, name }) => ({
    layer,
    severity,
    measured: 0,
    threshold: 0,
    message: `all of ${name} begin at one value, so that its units stay alike (threshold: they must differ)`,
    fixes: proposed(specification, ...shallower, otherSeed),
  }));
}

/** How far the deviation of a layer's outputs is from that of the model's inputs. */
function strengths({ layers }: Probe, context: Context<Thresholds>): Finding[] {
  const { begin, thresholds, specification } = context;
  const { inputs } = begin;
  const scale = inputs ? Math.hypot(inputs.mean, inputs.deviation) : layers[0]?.deviation;
  const weighted = new Set(begin.layers.filter((layer) => layer.weights.length > 0).map(({ name }) => name));
  const limit = thresholds.deviation;
  return layers.flatMap(({ layer, deviation }, at) => {
    if (!scale || !deviation) return [];
    const [growth, loss] = [deviation / scale, scale / deviation];
    // A branch may begin at nothing, and the last layer too: what counts is what the last layer hears.
    const isAmplified = growth > limit && weighted.has(layer);
    const isLost = loss > limit && at === layers.length - 2;
    if (!isAmplified && !isLost) return [];
    const measured = isAmplified ? growth : loss;
    const message = `the initial weights ${isAmplified ? 'amplify' : 'weaken'} the signal ${show(measured)} times up to ${layer} (threshold ${show(limit)})`;
    return [{ layer, measured, threshold: limit, message, fixes: proposed(specification, ...shallower, otherSeed) }];
  });
}

export const symptom = defineSymptom({
  id: 'poorInitialWeights',
  title: 'Poor initial weights',
  severity: 'warning',
  equation: 'he-initialization',
  thresholds: v.strictObject({
    deviation: threshold(
      100,
      'Largest ratio of the deviation of outputs of a layer to that of the inputs, either way (TheDeepChecker wants 0.5…2 of normalized layers; sigmoids and sparse inputs are beyond that in health).',
    ),
    loss: threshold(
      3,
      'Largest initial cross-entropy in units of chance, ln(classes): more is certainty in what is wrong.',
    ),
    patience: patience(1),
  }),
  looks: {
    probe(probe, context) {
      if (probe.step !== 1) return null;
      return [...constantKernels(probe, context), ...strengths(probe, context)];
    },
    step({ step, loss }, { begin, thresholds, specification }) {
      const { inputs, targets, outputs } = begin;
      if (step !== 1 || targets?.kind !== 'classes' || !CROSS_ENTROPY.test(begin.loss)) return null;
      const chance = Math.log(Math.max(2, outputs));
      const isScaled = !inputs || Math.hypot(inputs.mean, inputs.deviation) < LARGE_INPUT;
      if (!isScaled || loss <= thresholds.loss * chance) return [];
      const limit = thresholds.loss * chance;
      const message = `the loss begins at ${show(loss)}, where chance is ${show(chance)} (threshold ${show(limit)})`;
      return [
        {
          layer: null,
          measured: loss,
          threshold: limit,
          message,
          fixes: proposed(specification, standardInputs, otherSeed),
        },
      ];
    },
  },
});
