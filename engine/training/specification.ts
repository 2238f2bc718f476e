/**
 * The specification: what a run is asked to do (`*.nabla.json`).
 *
 * One schema is the type, the decoder and (through `npm run generate`) the JSON schema that VS Code completes with.
 * Decoding fills every default in, so a decoded specification is the fully resolved one that a run folder keeps.
 */
import * as v from 'valibot';
import { optimizerSchema } from './optimizer-settings';

const count = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));

const dataSchema = v.strictObject({
  source: v.pipe(v.string(), v.description('The data: a generator ("digits") or a format ("idx").')),
  path: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description('Folder or file to read; null draws from the generator.'),
  ),
  samples: v.pipe(v.optional(count(1), 6000), v.description('How many samples a generator draws; ignored for files.')),
  validation: v.pipe(
    v.optional(fraction, 0.1),
    v.description('Share of the training samples held out for validation.'),
  ),
  test: v.pipe(
    v.optional(fraction, 0.1),
    v.description('Share of the samples held out for the test; ignored where the data has a test set.'),
  ),
});

const modelSchema = v.strictObject({
  architecture: v.pipe(v.string(), v.description('The id of an architecture: see `nabla list`.')),
  params: v.pipe(
    v.optional(v.record(v.string(), v.unknown()), {}),
    v.description('Its parameters; missing ones take their defaults.'),
  ),
});

const checkpointsSchema = v.strictObject({
  keep: v.pipe(v.optional(count(1), 3), v.description('How many of the latest checkpoints to keep.')),
  best: v.pipe(v.optional(v.boolean(), true), v.description('Keep also the one with the lowest validation loss.')),
  everySteps: v.pipe(
    v.optional(v.nullable(count(1)), null),
    v.description('Save also every so many steps; null saves at the end of each epoch and on a stop.'),
  ),
});

/**
 * The sums of the parts' gradients are float32: each adds a rounding error of up to 6·10⁻⁸ of the sum, and so many parts
 * no more than 10⁻⁴ of it, which is less than what one batch's gradient differs from the next one's.
 */
const MAX_PARTS = 1024;

const trainingSchema = v.strictObject({
  epochs: v.pipe(v.optional(count(1), 5), v.description('Passes over the training samples.')),
  batchSize: v.pipe(v.optional(count(1), 64), v.description('Samples a step.')),
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
  probeEvery: v.pipe(
    v.optional(count(0), 0),
    v.description(
      "Log statistics of each layer's activations, gradients and updates at the first and then at every so many steps; 0 never does.",
    ),
  ),
  checkpoints: v.optional(checkpointsSchema, {}),
});

/** The schema of a specification; unknown keys are refused, missing ones get their defaults. */
export const specificationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  name: v.pipe(
    v.string(),
    v.regex(/^[\w.-]{1,64}$/, 'a name of 1–64 letters, digits, "_", "." or "-"'),
    v.description('Names the run folder.'),
  ),
  data: dataSchema,
  model: modelSchema,
  loss: v.pipe(v.optional(v.picklist(['crossEntropy']), 'crossEntropy'), v.description('What training minimizes.')),
  metrics: v.pipe(
    v.optional(v.array(v.picklist(['accuracy'])), ['accuracy']),
    v.description('What is reported beside the loss.'),
  ),
  optimizer: v.optional(optimizerSchema, {}),
  training: v.optional(trainingSchema, {}),
  backend: v.pipe(
    v.optional(v.picklist(['auto', 'cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow', 'reference']), 'auto'),
    v.description('The device.'),
  ),
});

/** A fully resolved specification: every default filled in. */
export type Specification = v.InferOutput<typeof specificationSchema>;

/** What a recipe or a user's file writes: defaults may be left out. */
export type SpecificationInput = v.InferInput<typeof specificationSchema>;
