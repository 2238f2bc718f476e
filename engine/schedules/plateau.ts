import * as v from 'valibot';
import { atLeastZero, count, share } from '../training/specification/numbers';
import { decayFactor, defineSchedule, warmup } from './schedule';

/** No loss yet: a number, since memories are written as JSON, which has no infinity. */
const NONE = Number.MAX_VALUE;

/**
 * A drop where the validation loss no longer falls, as torch.optim.lr_scheduler.ReduceLROnPlateau (mode min, relative
 * threshold). It keeps [factor so far, best loss, validations since].
 */
export const schedule = defineSchedule({
  schema: v.strictObject({
    type: v.literal('plateau'),
    factor: decayFactor(0.1, 'What a drop multiplies the learning rate by.'),
    patience: v.pipe(v.optional(count(0), 3), v.description('Validations without a better loss that are let pass.')),
    threshold: v.pipe(
      v.optional(atLeastZero, 1e-4),
      v.description('The share by which a loss must be lower to count as better.'),
    ),
    least: v.pipe(v.optional(share, 0), v.description('The share of the learning rate below which nothing drops.')),
    warmup,
  }),
  factor: (_, __, [factor = 1]) => factor,
  observe(loss, { factor, patience, threshold, least }, [current = 1, best = NONE, since = 0]) {
    if (loss < best * (1 - threshold)) return [current, loss, 0];
    if (since < patience) return [current, best, since + 1];
    return [Math.max(least, current * factor), best, 0];
  },
});
