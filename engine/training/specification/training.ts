/** The loop's part of a specification: how long, in which batches, when to look, save and stop. */
import * as v from 'valibot';
import { atLeastZero, count } from './numbers';

const checkpointsSchema = v.strictObject({
  keep: v.pipe(v.optional(count(1), 3), v.description('How many of the latest checkpoints to keep.')),
  best: v.pipe(v.optional(v.boolean(), true), v.description('Keep also the one with the lowest validation loss.')),
  everySteps: v.pipe(
    v.optional(v.nullable(count(1)), null),
    v.description('Save also every so many steps; null saves at the end of each epoch and on a stop.'),
  ),
});

const earlyStoppingSchema = v.strictObject({
  patience: v.pipe(
    v.optional(count(1), 5),
    v.description('Validations in a row without a better loss after which training ends.'),
  ),
  minDelta: v.pipe(v.optional(atLeastZero, 0), v.description('How much lower a loss must be to count as better.')),
  restoreBest: v.pipe(
    v.optional(v.boolean(), true),
    v.description('Go back to the weights of the best validation, also where training ends by itself.'),
  ),
});

/**
 * The sums of the parts' gradients are float32: each adds a rounding error of up to 6·10⁻⁸ of the sum, and so many parts
 * no more than 10⁻⁴ of it, which is less than what one batch's gradient differs from the next one's.
 */
const MAX_PARTS = 1024;

export const trainingSchema = v.strictObject({
  epochs: v.pipe(v.optional(count(1), 5), v.description('Passes over the training samples.')),
  batchSize: v.pipe(
    v.optional(v.union([count(1), v.literal('full')]), 64),
    v.description('Samples a step: 1 is stochastic gradient descent by single samples, "full" takes all at once.'),
  ),
  accumulate: v.pipe(
    v.optional(v.pipe(count(1), v.maxValue(MAX_PARTS)), 1),
    v.description(
      'Parts that a batch is taken in, one after the other, where the whole is too large for the memory: the gradients are summed up, and the weights move once.',
    ),
  ),
  seed: v.pipe(v.optional(count(0), 1), v.description('Governs weights, shuffling and noise.')),
  precision: v.pipe(
    v.optional(v.picklist(['float32', 'mixed']), 'float32'),
    v.description(
      'mixed computes matrix products and convolutions in float16 and keeps weights, updates and sums in float32; for GPUs that have float16: see `nabla doctor`.',
    ),
  ),
  validateEvery: v.pipe(
    v.optional(v.nullable(count(1)), null),
    v.description('Validate also every so many steps; null validates at the end of each epoch.'),
  ),
  earlyStopping: v.pipe(
    v.optional(v.nullable(earlyStoppingSchema), null),
    v.description('End before the last epoch once the validation loss no longer falls; null never does.'),
  ),
  probeEvery: v.pipe(
    v.optional(v.nullable(count(0)), null),
    v.description(
      "Look at each layer's activations, gradients and updates, and log their statistics, at the first and then at every so many steps; null does so often at the beginning and seldom later, 0 never.",
    ),
  ),
  checkpoints: v.optional(checkpointsSchema, {}),
});
