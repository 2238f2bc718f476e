/** What crosses between the monitor's frame and its panel in the extension host; both sides decode on arrival. */
import * as v from 'valibot';

/** A point of a curve: [step, value]; null is a value that was not finite and draws a gap. */
const point = v.tuple([v.number(), v.nullable(v.number())]);
const series = v.record(v.string(), v.array(point));

const statusSchema = v.picklist(['starting', 'running', 'stopping', 'stopped', 'finished', 'failed']);

const summarySchema = v.strictObject({
  run: v.string(),
  title: v.string(),
  device: v.string(),
  status: statusSchema,
  epoch: v.number(),
  epochs: v.number(),
  step: v.number(),
  steps: v.number(),
  parameters: v.number(),
  samplesPerSecond: v.number(),
  learningRate: v.nullable(v.number()),
  seconds: v.number(),
  /** One line that the view must show: a notice, an error with its next step; null when all is well. */
  message: v.nullable(v.string()),
  /** Latest train / validation / test measures by name, for the table. */
  metrics: v.record(v.string(), v.record(v.string(), v.nullable(v.number()))),
});

const toViewSchema = v.variant('type', [
  /** The whole state: sent on `ready`, so a view that was hidden or reloaded loses nothing. */
  v.strictObject({ type: v.literal('snapshot'), summary: summarySchema, series }),
  /** What came since: points to append to each series, and the summary as it is now. */
  v.strictObject({ type: v.literal('append'), summary: summarySchema, series }),
]);

const fromViewSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('resume') }),
  v.strictObject({ type: v.literal('openFolder') }),
]);

export type RunStatus = v.InferOutput<typeof statusSchema>;
export type RunSummary = v.InferOutput<typeof summarySchema>;
export type RunSeries = v.InferOutput<typeof series>;
export type ToMonitor = v.InferOutput<typeof toViewSchema>;
export type FromMonitor = v.InferOutput<typeof fromViewSchema>;

/** Decodes what the panel sent; undefined if it is not of this contract. */
export function decodeToMonitor(message: unknown): ToMonitor | undefined {
  const result = v.safeParse(toViewSchema, message);
  return result.success ? result.output : undefined;
}

/** Decodes what the frame sent; undefined if it is not of this contract. */
export function decodeFromMonitor(message: unknown): FromMonitor | undefined {
  const result = v.safeParse(fromViewSchema, message);
  return result.success ? result.output : undefined;
}
