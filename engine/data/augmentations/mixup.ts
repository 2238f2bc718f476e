import * as v from 'valibot';
import type { Random } from '../random';
import { rowsAt } from '../samples';
import { defineAugmentation, type AugmentedBatch } from './augmentation';

/** Above it, drawing from the Beta distribution by rejection takes more than six tries. */
const MOST_ALPHA = 2;

/** Below it nearly no sample is mixed, and powers of 1/α leave the range of doubles. */
const LEAST_ALPHA = 0.05;

/**
 * Mixes each sample with another of its batch: x ← λx + (1−λ)x′, one λ a batch, from Beta(α, α), the larger share to
 * its own. Numbers to predict are mixed likewise; of classes, the loss is: λL(y) + (1−λ)L(y′).
 * Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization", and its program.
 */
export const augmentation = defineAugmentation({
  id: 'mixup',
  title: 'Mixup',
  schema: v.strictObject({
    type: v.literal('mixup'),
    alpha: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(LEAST_ALPHA), v.maxValue(MOST_ALPHA)), 0.2),
      v.description('Of the Beta distribution of the shares: the larger, the more evenly two samples are mixed.'),
    ),
  }),
  misfit({ vocabulary, target }) {
    if (vocabulary !== null) return 'it mixes numbers, and the inputs are tokens';
    return target.kind === 'boxes' ? 'objects of two images cannot be weighed' : null;
  },
  apply(batch, { alpha }, randomOf, { task }) {
    const { count } = batch;
    const random = randomOf(0);
    const share = beta(random, alpha);
    const weight = Math.max(share, 1 - share);
    const partners = random.permutation(count);
    const targets = rowsAt({ shape: [batch.targets.length / count], values: batch.targets }, partners);
    mix(batch.inputs, partners, weight);
    if (task.target.kind === 'numbers') mix(batch.targets, partners, weight);
    else batch.mixed = { targets, weight };
  },
});

/** Rows of λx + (1−λ)x′, in place. */
function mix(values: AugmentedBatch['targets'], partners: Uint32Array, weight: number): void {
  const original = values.slice();
  const size = values.length / partners.length;
  for (let at = 0; at < values.length; at++) {
    const other = original[partners[Math.floor(at / size)]! * size + (at % size)]!;
    values[at] = weight * original[at]! + (1 - weight) * other;
  }
}

/** From Beta(α, α), by rejection: u^(1/α) / (u^(1/α) + v^(1/α)) where the sum is at most 1 (Jöhnk 1964). */
function beta(random: Random, alpha: number): number {
  for (;;) {
    const [first, second] = [1 - random.uniform(), 1 - random.uniform()].map((share) => share ** (1 / alpha)) as [
      number,
      number,
    ];
    if (first + second <= 1) return first / (first + second);
  }
}
