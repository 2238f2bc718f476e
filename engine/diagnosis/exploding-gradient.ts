import * as v from 'valibot';
import { defineSymptom, patience, threshold, type Context } from './symptom';
import { clipping, learningRate, proposed } from './watch/fixes';
import type { Begin } from './watch/observation';
import { show } from './watch/show';

/** Share of the usual norm that a new step has: about the last 50 steps count. */
const NEWS = 0.02;
/** With fewer steps there is no usual norm yet. */
const FEWEST = 10;
/** Spikes count as one explosion where they are no further apart. */
const NEAR = 100;

/**
 * How many times larger gradients are in health by the unit of the targets: that of a squared error grows with their
 * square. Classes have no unit, and numbers up to 1 are no reason to expect less.
 */
function unitOf({ targets }: Begin): number {
  if (targets?.kind !== 'numbers') return 1;
  return Math.max(1, targets.minimum ** 2, targets.maximum ** 2);
}

const fixes = ({ specification }: Pick<Context<unknown>, 'specification'>) =>
  proposed(specification, clipping, learningRate(0.1));

export const symptom = defineSymptom({
  id: 'explodingGradient',
  title: 'Exploding gradient',
  severity: 'warning',
  equation: 'gradient-clipping',
  thresholds: v.strictObject({
    norm: threshold(
      1e6,
      'A gradient of a larger norm has exploded (TheDeepChecker, 2023); times the square of the largest target, where targets are numbers beyond 1.',
    ),
    ratio: threshold(
      70,
      "Largest ratio of the gradient behind the first layer to that behind the last (AUTOTRAINER, 2021), and of a step's gradient to the usual one.",
    ),
    floor: threshold(
      100,
      'A gradient of a smaller norm is no explosion, whatever its ratio: healthy networks have 10. Times the same square.',
    ),
    spikes: threshold(3, 'So many steps with such a gradient among a hundred; one is a strange batch.'),
    patience: patience(2),
  }),
  looks: {
    step({ step, gradientNorm }, context) {
      const { thresholds, memory } = context;
      const { ratio, spikes } = thresholds;
      const unit = unitOf(context.begin);
      const [norm, floor] = [unit * thresholds.norm, unit * thresholds.floor];
      const [logarithm = Math.log(gradientNorm), count = 0] = memory.recall('usual');
      const usual = Math.exp(logarithm);
      const isSpike = count >= FEWEST && gradientNorm > floor && gradientNorm > ratio * usual;
      if (isSpike) memory.push('spikes', step, spikes);
      // What is no gradient, or no usual one, does not become usual.
      else if (gradientNorm > 0) {
        memory.write('usual', [logarithm + NEWS * (Math.log(gradientNorm) - logarithm), Math.min(count + 1, FEWEST)]);
      }
      const seen = memory.recall('spikes');
      const isRow = seen.length >= spikes && step - seen[0]! <= NEAR;
      if (gradientNorm <= norm && !isRow) return [];
      const isHuge = gradientNorm > norm;
      const measured = isHuge ? gradientNorm : gradientNorm / usual;
      const message = isHuge
        ? `the gradient has a norm of ${show(gradientNorm)} (threshold ${show(norm)})`
        : `${seen.length} of the last ${NEAR} steps had a gradient more than ${show(ratio)} times the usual ${show(usual)}`;
      const severity = isHuge ? ('error' as const) : ('warning' as const);
      return [{ layer: null, severity, measured, threshold: isHuge ? norm : ratio, message, fixes: fixes(context) }];
    },
    probe({ layers, gradientNorm }, context) {
      const { ratio } = context.thresholds;
      const floor = unitOf(context.begin) * context.thresholds.floor;
      const behind = layers.filter((layer) => layer.gradientNorm !== null && layer.gradientNorm > 0);
      const [first, last] = [behind[0], behind.at(-1)];
      if (!first || gradientNorm === null || gradientNorm < floor) return [];
      const measured = first.gradientNorm! / last!.gradientNorm!;
      if (measured <= ratio) return [];
      const message = `the gradient grows ${show(measured)} times from ${last!.layer} back to ${first.layer} (threshold ${show(ratio)})`;
      return [{ layer: first.layer, measured, threshold: ratio, message, fixes: fixes(context) }];
    },
  },
});
