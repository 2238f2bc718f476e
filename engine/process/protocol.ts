/**
 * What crosses between the engine's process and its host: one JSON message at a time over the pipe of `fork`.
 * Every message is decoded on arrival; one that does not fit becomes a problem, never an exception.
 */
import * as v from 'valibot';

/** Raised when a message's meaning changes; a process that speaks another version is refused by name. */
export const PROTOCOL_VERSION = 1;

/** A host asks for a folder by name only; longer strings are a mistake or an attack. */
const MAX_TEXT = 4096;
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));

/** JSON has no NaN or infinity: such a value travels as null and is shown as a gap. */
const measure = v.nullable(v.number());
const measures = v.record(text, measure);

const requestSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('train'),
    /** A recipe's id or the path of a `*.nabla.json`. */
    source: text,
    /** Dotted path → value, applied over the source, as `--set` does. */
    overrides: v.record(text, v.unknown()),
    /** The folder that holds runs. */
    runs: text,
    /** The folder of an earlier run to go on with; its own specification then replaces source and overrides. */
    resume: v.nullable(text),
    /** Saves and stops once so many epochs are done, though the specification asks for more; its schedule stays that of all. */
    until: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** The sweep that the run is a trial of; its summary keeps the name. */
    sweep: v.exactOptional(text),
    /** Whether code that the specification names may run: a model's module. */
    trusted: v.exactOptional(v.boolean()),
    /** Whether someone watches who can mend what pauses a run and resume it; otherwise that ends it. True if left out. */
    attended: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('pause') }),
  v.strictObject({ type: v.literal('resume') }),
  /** Replaces the specification's learning rate from the next step on; the schedule goes on multiplying it. */
  v.strictObject({ type: v.literal('setLearningRate'), learningRate: v.pipe(v.number(), v.gtValue(0)) }),
  /** Which recipes there are: answered by `catalogue`, at any time, without loading a device. */
  v.strictObject({ type: v.literal('list') }),
  v.strictObject({ type: v.literal('ping'), at: v.number() }),
]);

/** What a form offers of a recipe; `defaults` are the values of its resolved specification. */
const recipeSchema = v.strictObject({
  id: text,
  title: text,
  defaults: v.strictObject({
    epochs: v.number(),
    batchSize: v.number(),
    learningRate: v.number(),
    seed: v.number(),
  }),
});

/** Of one output of a layer, (B, …, units), over a batch. */
const layerStatisticsSchema = v.strictObject({
  layer: text,
  mean: measure,
  deviation: measure,
  /** The share of elements that are 0. */
  zeros: measure,
  /** The share of units, along the last axis, that are 0 wherever they stand and in every sample. */
  dead: measure,
  /** The share of units, along the last axis, that are not 0 in fewer than 1 % of all places and samples. */
  rare: measure,
  /** The share of elements whose sigmoid or tanh is nearly flat; null for other layers. */
  saturated: measure,
  /** Of the loss's gradient by this output; null where training needs none, since no weight lies before it. */
  gradientNorm: measure,
});

/** Of one trainable weight: its gradient as it came, before clipping, and what the update made of the weight. */
const weightStatisticsSchema = v.strictObject({
  /** `<layer>/<weight>`. */
  weight: text,
  /** Before the update, as the next. */
  norm: measure,
  /** 0 where all elements are equal. */
  deviation: measure,
  gradientNorm: measure,
  updateNorm: measure,
  /** ‖Δw‖/‖w‖; null where the weight was 0. */
  updateRatio: measure,
});

/** What a run shows when something is wrong: see engine/diagnosis. */
const symptomSchema = v.strictObject({
  type: v.literal('symptom'),
  id: text,
  severity: v.picklist(['info', 'warning', 'error']),
  /** At which it is told, and since which it shows. */
  step: v.number(),
  since: v.number(),
  /** Null where it is about the whole run. */
  layer: v.nullable(text),
  measured: measure,
  threshold: measure,
  message: text,
  /** The id of the equation that says why it matters. */
  why: text,
  /** The best first; changes are those of `--set`. */
  fixes: v.array(v.strictObject({ title: text, changes: v.record(text, v.unknown()) })),
  /** It was told before and no longer shows. */
  gone: v.boolean(),
});

const eventSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready'), version: v.number(), pid: v.number() }),
  v.strictObject({ type: v.literal('pong'), at: v.number() }),
  v.strictObject({ type: v.literal('catalogue'), recipes: v.array(recipeSchema) }),
  v.strictObject({
    type: v.literal('started'),
    run: text,
    folder: text,
    title: text,
    device: text,
    epochs: v.number(),
    stepsPerEpoch: v.number(),
    parameters: v.number(),
    /** 0 for a new run, else the step of the checkpoint that is gone on from. */
    step: v.number(),
    /** What the schedule multiplies; older and imported logs do not say. */
    learningRate: v.exactOptional(v.number()),
  }),
  v.strictObject({
    type: v.literal('step'),
    step: v.number(),
    epoch: v.number(),
    /** Mean over the steps since the last message of this type. */
    loss: measure,
    metrics: measures,
    learningRate: v.number(),
    /** Seconds of training since `started`, by a monotonic clock. */
    seconds: v.number(),
    samplesPerSecond: v.number(),
    /** The share of the time since the last message in which training waited for its input; older logs do not say. */
    inputWait: v.optional(v.number(), 0),
  }),
  v.strictObject({
    type: v.literal('epoch'),
    step: v.number(),
    epoch: v.number(),
    train: measures,
    validation: measures,
    seconds: v.number(),
  }),
  /** A look inside a step, where the specification's training.probeEvery asks for it. */
  v.strictObject({
    type: v.literal('probe'),
    step: v.number(),
    epoch: v.number(),
    /** Over all weights. */
    gradientNorm: measure,
    /** In the order in which they ran. */
    layers: v.array(layerStatisticsSchema),
    weights: v.array(weightStatisticsSchema),
  }),
  symptomSchema,
  /** A validation in mid-epoch, where the specification's training.validateEvery asks for it. */
  v.strictObject({
    type: v.literal('validation'),
    step: v.number(),
    epoch: v.number(),
    validation: measures,
  }),
  v.strictObject({
    type: v.literal('paused'),
    step: v.number(),
    /** Why, with what to do; null where it was asked for, as in older logs. */
    reason: v.optional(v.nullable(text), null),
  }),
  v.strictObject({ type: v.literal('resumed'), step: v.number() }),
  /** Set while training, as was asked for. */
  v.strictObject({ type: v.literal('learningRate'), step: v.number(), learningRate: v.number() }),
  /** What another tool measured at a step: the log of an imported run consists of these. */
  v.strictObject({
    type: v.literal('measures'),
    step: v.number(),
    train: measures,
    validation: measures,
    test: measures,
    /** Since its first measure. */
    seconds: v.number(),
  }),
  v.strictObject({ type: v.literal('checkpoint'), step: v.number(), path: text }),
  v.strictObject({ type: v.literal('notice'), message: text }),
  v.strictObject({
    type: v.literal('done'),
    run: text,
    /** Why it ended: all epochs done, or asked to stop (then it can be resumed). */
    reason: v.picklist(['finished', 'stopped']),
    epochs: v.number(),
    steps: v.number(),
    seconds: v.number(),
    metrics: v.strictObject({ train: measures, validation: measures, test: measures }),
  }),
  v.strictObject({ type: v.literal('error'), code: text, message: text }),
]);

/** What a host may ask of the engine. */
export type EngineRequest = v.InferOutput<typeof requestSchema>;

/** What the engine tells; the lines of `nabla train --json` are the same objects. */
export type EngineEvent = v.InferOutput<typeof eventSchema>;

/** A decoded message, or what was wrong with it. */
export type Decoded<T> = { ok: true; value: T } | { ok: false; problem: string };

function decode<T>(schema: v.GenericSchema<unknown, T>, message: unknown): Decoded<T> {
  const result = v.safeParse(schema, message, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const issue = result.issues[0];
  return { ok: false, problem: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** Decodes what a host sent. */
export const decodeRequest = (message: unknown): Decoded<EngineRequest> => decode(requestSchema, message);

/** Decodes what the engine sent. */
export const decodeEvent = (message: unknown): Decoded<EngineEvent> => decode(eventSchema, message);
