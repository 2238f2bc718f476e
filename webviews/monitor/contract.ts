/** What crosses between the monitor's frame and its panel in the extension host; both sides decode on arrival. */
import * as v from 'valibot';

const measure = v.nullable(v.number());

/**
 * A point of a curve: [step, mean, low, high] of the bucket of measurements that ends at this step, so that thinning
 * a long run hides no extreme. A bucket that holds a value that was not finite is all null and draws a gap.
 */
const point = v.tuple([v.number(), measure, measure, measure]);

/** By name: `train/loss`, `validation/accuracy`; `train/loss~1` is what a resume from an earlier step abandoned. */
const series = v.record(v.string(), v.array(point));

const statusSchema = v.picklist([
  'starting',
  'running',
  /** Its process waits, everything saved or about to be saved again. */
  'paused',
  'stopping',
  'stopped',
  'finished',
  'failed',
  /** Found on disk without an end: its process was killed, or another program still trains it. */
  'interrupted',
]);

/** What a run shows that something is wrong with it. */
const symptomSchema = v.strictObject({
  id: v.string(),
  severity: v.picklist(['info', 'warning', 'error']),
  since: v.number(),
  layer: v.nullable(v.string()),
  message: v.string(),
  /** What each fix does, the best first. */
  fixes: v.array(v.string()),
});

/** What every view shows of a run. */
export const summarySchema = v.strictObject({
  /** The name of its folder; empty until the engine has made one. */
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
  learningRate: measure,
  /** What the schedule multiplies to get it; null where that is not known. */
  baseRate: measure,
  /** The base to go on with, where training left the finite numbers and waits; else null. */
  lowerRate: measure,
  /** Seconds of training, over all its processes. */
  seconds: v.number(),
  /** What is left at the present pace; null when that cannot be said. */
  secondsLeft: measure,
  /** Whether this window trains it. */
  stoppable: v.boolean(),
  /** Whether a checkpoint is there to go on from and nothing trains it now. */
  resumable: v.boolean(),
  /** One line that the view must show: a notice, an error with its next step; null when all is well. */
  message: v.nullable(v.string()),
  /** Those that stand, the worst first. */
  symptoms: v.array(symptomSchema),
  /** Latest train / validation / test measures by name, for the table. */
  metrics: v.record(v.string(), v.record(v.string(), measure)),
  /** The best validation measure so far, by name. */
  best: v.record(v.string(), v.strictObject({ value: v.number(), epoch: v.number() })),
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
  v.strictObject({ type: v.literal('pause') }),
  v.strictObject({ type: v.literal('resume') }),
  /** With the summary's `lowerRate`. */
  v.strictObject({ type: v.literal('resumeSlower') }),
  v.strictObject({ type: v.literal('setLearningRate') }),
  /** A new run like this one, with a fix of a symptom that stands, by its place from 0; the host asks before it starts. */
  v.strictObject({
    type: v.literal('applyFix'),
    symptom: v.string(),
    layer: v.nullable(v.string()),
    fix: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.strictObject({ type: v.literal('openFolder') }),
  v.strictObject({ type: v.literal('showLog') }),
]);

/** What the frame keeps over a reload of the window; the host finds the run again by its name. */
const stateSchema = v.object({
  run: v.optional(v.string(), ''),
  smoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.6),
  logarithmic: v.optional(v.boolean(), false),
});

export type Point = v.InferOutput<typeof point>;
export type RunStatus = v.InferOutput<typeof statusSchema>;
export type RunSymptom = v.InferOutput<typeof symptomSchema>;
export type RunSummary = v.InferOutput<typeof summarySchema>;
export type RunSeries = v.InferOutput<typeof series>;
export type ToMonitor = v.InferOutput<typeof toViewSchema>;
export type FromMonitor = v.InferOutput<typeof fromViewSchema>;
export type MonitorState = v.InferOutput<typeof stateSchema>;

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

/** Decodes what the frame kept; defaults where it kept nothing or nonsense. */
export function decodeMonitorState(state: unknown): MonitorState {
  const result = v.safeParse(stateSchema, state);
  return result.success ? result.output : { run: '', smoothing: 0.6, logarithmic: false };
}
