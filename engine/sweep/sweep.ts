/** The sweep: which settings of a specification are varied, by which method, and what is compared (`*.sweep.json`). */
import * as v from 'valibot';
import { metrics } from '../metrics/metrics.generated';
import { count, positive } from '../training/specification/numbers';

/** A grid of more points along one setting is no longer a grid that a person reads. */
const MOST_POINTS = 100;

/** Characters: with a trial's number behind it, it is the name of a run, which has at most 64. */
export const MOST_NAME = 48;

const rangeSchema = v.pipe(
  v.strictObject({
    from: v.pipe(v.number(), v.description('The least value.')),
    to: v.pipe(v.number(), v.description('The greatest value.')),
    scale: v.pipe(
      v.optional(v.picklist(['linear', 'log']), 'linear'),
      v.description('log spreads values evenly over orders of magnitude, as suits learning rates.'),
    ),
    integer: v.pipe(v.optional(v.boolean(), false), v.description('Whole numbers only.')),
    points: v.pipe(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_POINTS)), 5),
      v.description('How many values a grid takes, both ends among them.'),
    ),
  }),
  v.check(({ from, to }) => from < to, 'a range goes from a lesser to a greater number'),
  v.check(({ from, scale }) => scale === 'linear' || from > 0, 'a range on a log scale begins above 0'),
  v.check(
    ({ from, to, integer }) => !integer || (Number.isInteger(from) && Number.isInteger(to)),
    'a range of whole numbers begins and ends at one',
  ),
);

const valuesSchema = v.union([v.pipe(v.array(v.unknown()), v.minLength(1)), rangeSchema]);

const trials = v.pipe(count(1), v.description('How many settings are drawn.'));

const methodSchema = v.pipe(
  v.variant('type', [
    v.strictObject({ type: v.literal('grid') }),
    v.strictObject({ type: v.literal('random'), trials }),
    v.strictObject({
      type: v.literal('halving'),
      trials,
      eta: v.pipe(
        v.optional(v.pipe(count(2), v.maxValue(100)), 3),
        v.description('Of so many trials one goes on, for so many times the epochs.'),
      ),
      leastEpochs: v.pipe(v.optional(count(1), 1), v.description('Epochs after which trials are first compared.')),
    }),
  ]),
  v.description(
    'grid: every combination. random: settings drawn independently. halving: drawn, too; the worse ones are left after a few epochs (successive halving).',
  ),
);

const MEASURES = ['loss', ...metrics.map(({ id }) => id)];
const OBJECTIVES = ['train', 'validation'].flatMap((part) => MEASURES.map((measure) => `${part}.${measure}`));

/** The schema of a sweep; unknown keys are refused, missing ones get their defaults. */
export const sweepSchema = v.strictObject({
  $schema: v.optional(v.string()),
  name: v.pipe(
    v.string(),
    v.regex(/^[\w.-]+$/, 'a name of letters, digits, "_", "." or "-"'),
    v.maxLength(MOST_NAME),
    v.description('Names the sweep and its runs.'),
  ),
  source: v.pipe(v.string(), v.description('A recipe, or the path of a specification, relative to this file.')),
  set: v.pipe(
    v.optional(v.record(v.string(), v.unknown()), {}),
    v.description('Settings of all trials, by dotted path, as --set of `nabla train`.'),
  ),
  vary: v.pipe(
    v.optional(v.record(v.string(), valuesSchema), {}),
    v.description('By dotted path: a list of values, or a range {"from", "to"}.'),
  ),
  method: v.optional(methodSchema, { type: 'grid' }),
  objective: v.pipe(
    v.optional(v.nullable(v.picklist(OBJECTIVES)), null),
    v.description(
      'By which trials are compared; null is validation.loss. Test samples are for the end, not for choosing.',
    ),
  ),
  seed: v.pipe(v.optional(count(0), 1), v.description('Governs which settings are drawn.')),
  seeds: v.pipe(
    v.optional(v.pipe(count(1), v.maxValue(100)), 1),
    v.description('Runs of each setting, from training.seed on; their mean is compared.'),
  ),
  parallel: v.pipe(
    v.optional(v.nullable(v.pipe(positive, v.integer(), v.maxValue(256))), null),
    v.description('Trials that train at once, each in its own process; null is half of the cores.'),
  ),
});

export type Sweep = v.InferOutput<typeof sweepSchema>;
export type Range = v.InferOutput<typeof rangeSchema>;
export type Vary = Sweep['vary'];
export type Method = Sweep['method'];
