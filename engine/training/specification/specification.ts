/**
 * The specification: what a run is asked to do (`*.nabla.json`).
 *
 * One schema is the type, the decoder and (through `npm run generate`) the JSON schema that VS Code completes with.
 * Decoding fills every default in, so a decoded specification is the fully resolved one that a run folder keeps.
 */
import * as v from 'valibot';
import { diagnosisSchema } from '../../diagnosis/watch/settings';
import { losses } from '../../losses/losses.generated';
import { metrics } from '../../metrics/metrics.generated';
import { dataSchema } from './data';
import { modelSchema } from './model';
import { optimizerSchema } from './optimizer';
import { regularizationSchema } from './regularization';
import { trainingSchema } from './training';

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
  loss: v.pipe(
    v.optional(v.nullable(v.picklist(losses.map(({ id }) => id))), null),
    v.description(
      'What training minimizes; null is crossEntropy for classes, meanSquaredError for numbers, boxes for boxes.',
    ),
  ),
  metrics: v.pipe(
    v.optional(v.nullable(v.array(v.picklist(metrics.map(({ id }) => id)))), null),
    v.description(
      'What is reported beside the loss; null is what fits the data: accuracy for classes, rmse for numbers, map for boxes.',
    ),
  ),
  optimizer: v.optional(optimizerSchema, {}),
  regularization: v.optional(regularizationSchema, {}),
  training: v.optional(trainingSchema, {}),
  diagnosis: v.optional(diagnosisSchema, {}),
  backend: v.pipe(
    v.optional(v.picklist(['auto', 'cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow', 'reference']), 'auto'),
    v.description('The device.'),
  ),
});

/** A fully resolved specification: every default filled in. */
export type Specification = v.InferOutput<typeof specificationSchema>;

/** What a recipe or a user's file writes: defaults may be left out. */
export type SpecificationInput = v.InferInput<typeof specificationSchema>;
