import * as v from 'valibot';
import { defineSymptom, patience, threshold, type Context, type Finding } from './symptom';
import { learningRate, proposed } from './watch/fixes';
import { kernelsByLayer, type KernelNorms } from './watch/layers';
import { show } from './watch/show';
import { towardsUsual } from './watch/updates';

/** Before, a layer that began at 0 is small. */
const SETTLED = 5;

/** A layer that grows from nothing has moved by a step-th of itself: twice as much is no growth. */
const GROWTH = 2;

interface Thresholds {
  patience: number;
  least: number;
  most: number;
  error: number;
}

function finding(layer: string, ratio: number, context: Context<Thresholds>): Finding {
  const { least, most, error } = context.thresholds;
  const isLarge = ratio > most;
  const threshold = isLarge ? most : least;
  return {
    layer,
    severity: ratio > error ? 'error' : 'warning',
    measured: ratio,
    threshold,
    message: `an update changes the weights of ${layer} by ${show(ratio)} of their size (threshold: ${isLarge ? 'at most' : 'at least'} ${show(threshold)})`,
    fixes: proposed(context.specification, learningRate(towardsUsual(ratio))),
  };
}

export const symptom = defineSymptom({
  id: 'updateRatio',
  title: 'Updates out of proportion',
  severity: 'warning',
  equation: 'sgd',
  thresholds: v.strictObject({
    least: threshold(
      1e-6,
      'Least ‖Δw‖/‖w‖ of a layer while the loss has not fallen (SageMaker Debugger 1e-8, TheDeepChecker 1e-4).',
    ),
    most: threshold(0.1, 'Most (TheDeepChecker, 2023).'),
    error: threshold(10, 'An error (SageMaker Debugger): nothing of the weights is left.'),
    fall: threshold(
      0.5,
      'Share of the initial loss below which small updates are no fault: what is learnt needs little change.',
    ),
    patience: patience(2),
  }),
  looks: {
    step({ loss }, { memory }) {
      const [first = loss, lowest = loss] = memory.recall('losses');
      memory.write('losses', [first, Math.min(lowest, loss)]);
      return null;
    },
    probe({ step, weights, learningRate: now }, context) {
      if (step < SETTLED) return null;
      const { thresholds, begin, specification, memory } = context;
      const [first = 1, lowest = 1] = memory.recall('losses');
      // A schedule that warms up or has come down is meant to make updates small.
      const scheduled = now > 0 ? specification.optimizer.learningRate / now : 0;
      const isSmall = (ratio: number) =>
        ratio * scheduled < thresholds.least && scheduled > 0 && lowest > thresholds.fall * first;
      const ratios = kernelsByLayer(begin.layers, weights)
        .filter(({ norm, gradientNorm }) => norm > 0 && gradientNorm > 0)
        .map(({ layer, norm, updateNorm }: KernelNorms) => [layer, updateNorm / norm] as const);
      return ratios
        .filter(([, ratio]) => ratio > Math.max(thresholds.most, GROWTH / step) || isSmall(ratio))
        .map(([layer, ratio]) => finding(layer, ratio, context));
    },
  },
});
