/** One run of a sweep, as results.json keeps it. */
import * as v from 'valibot';

const measures = v.record(v.string(), v.nullable(v.number()));

const trialSchema = v.strictObject({
  /** Counts from 1. */
  trial: v.number(),
  /** Which settings it has, from 0; seeds of the same settings share it. */
  configuration: v.number(),
  settings: v.record(v.string(), v.unknown()),
  seed: v.number(),
  /**
   * paused: it was compared and not taken further; stopped: interrupted, goes on with the sweep; failed: as it always
   * would; crashed: its process ended without a word, or the machine failed it.
   */
  status: v.picklist(['waiting', 'running', 'paused', 'stopped', 'finished', 'failed', 'crashed']),
  /** The folder of its run, in the folder of runs. */
  run: v.nullable(v.string()),
  /** Done, and of the whole run. */
  epochs: v.number(),
  of: v.number(),
  steps: v.number(),
  /** Of training, over all its processes. */
  seconds: v.number(),
  /** The objective at each rung so far; null where it was not finite. */
  scores: v.array(v.nullable(v.number())),
  metrics: v.nullable(v.strictObject({ train: measures, validation: measures, test: measures })),
  /** Why it failed or crashed. */
  message: v.nullable(v.string()),
});

export type Trial = v.InferOutput<typeof trialSchema>;

const spread = v.strictObject({ mean: v.number(), deviation: v.nullable(v.number()), count: v.number() });

const standingSchema = v.strictObject({
  configuration: v.number(),
  settings: v.record(v.string(), v.unknown()),
  trials: v.array(v.number()),
  /** Epochs that its trials have done at least. */
  epochs: v.number(),
  steps: v.number(),
  seconds: v.number(),
  objective: v.nullable(spread),
  /** `validation.loss` → over its seeds. */
  measures: v.record(v.string(), spread),
  /** Measures after each epoch; only where there are several seeds. */
  bands: v.array(v.strictObject({ epoch: v.number(), measures: v.record(v.string(), spread) })),
});

/** How a configuration stands. */
export type Standing = v.InferOutput<typeof standingSchema>;

export const resultsSchema = v.strictObject({
  sweep: v.string(),
  status: v.picklist(['running', 'stopped', 'finished']),
  objective: v.string(),
  better: v.picklist(['higher', 'lower']),
  seconds: v.number(),
  trials: v.array(trialSchema),
  /** Best first; what could not be compared comes last. */
  standings: v.array(standingSchema),
});

export type Results = v.InferOutput<typeof resultsSchema>;
