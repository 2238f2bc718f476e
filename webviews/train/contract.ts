/** What crosses between the training form's frame and its view in the extension host; both sides decode on arrival. */
import * as v from 'valibot';
import { summarySchema } from '../monitor/contract';

/** The hyperparameters that the form offers; null where the source decides. */
const valuesSchema = v.strictObject({
  epochs: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  learningRate: v.nullable(v.pipe(v.number(), v.gtValue(0))),
  batchSize: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  seed: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** A recipe or a specification of the workspace. The id is the host's: the frame never names a path. */
const choiceSchema = v.strictObject({
  id: v.string(),
  label: v.string(),
  group: v.picklist(['Recipes', 'This workspace']),
  defaults: valuesSchema,
});

const toViewSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('state'),
    /** Null until the engine has answered. */
    choices: v.nullable(v.array(choiceSchema)),
    /** The run that trains now or trained last; null before the first. */
    run: v.nullable(summarySchema),
    trusted: v.boolean(),
    /** Why nothing can be chosen, with the next step. */
    problem: v.nullable(v.string()),
  }),
]);

const fromViewSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('start'), choice: v.string(), values: valuesSchema }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('resume') }),
  v.strictObject({ type: v.literal('showMonitor') }),
  v.strictObject({ type: v.literal('manageTrust') }),
]);

/** What the frame keeps while it is hidden: the fields as they were typed. */
const stateSchema = v.object({
  choice: v.optional(v.string(), ''),
  fields: v.optional(v.record(v.string(), v.string()), {}),
});

export type Choice = v.InferOutput<typeof choiceSchema>;
export type FormValues = v.InferOutput<typeof valuesSchema>;
export type ToTrain = v.InferOutput<typeof toViewSchema>;
export type FromTrain = v.InferOutput<typeof fromViewSchema>;
export type TrainState = v.InferOutput<typeof stateSchema>;

/** Decodes what the host sent; undefined if it is not of this contract. */
export function decodeToTrain(message: unknown): ToTrain | undefined {
  const result = v.safeParse(toViewSchema, message);
  return result.success ? result.output : undefined;
}

/** Decodes what the frame sent; undefined if it is not of this contract. */
export function decodeFromTrain(message: unknown): FromTrain | undefined {
  const result = v.safeParse(fromViewSchema, message);
  return result.success ? result.output : undefined;
}

/** Decodes what the frame kept; defaults where it kept nothing or nonsense. */
export function decodeTrainState(state: unknown): TrainState {
  const result = v.safeParse(stateSchema, state);
  return result.success ? result.output : { choice: '', fields: {} };
}
