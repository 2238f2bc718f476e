/** The optimizer's part of a specification: the update rule and its hyperparameters. */
import * as v from 'valibot';
import { schedules } from '../../schedules/schedules.generated';
import { atLeastZero, positive } from './numbers';

const types = ['sgd', 'rmsprop', 'adagrad', 'adadelta', 'adam', 'adamw', 'lion'] as const;
type Type = (typeof types)[number];

/** PyTorch's defaults that most types share; a run tells which hyperparameters its type has no use for. */
const COMMON = { learningRate: 1e-3, beta2: 0.999, rho: 0.9, epsilon: 1e-8, weightDecay: 0 };
type Hyperparameter = keyof typeof COMMON;

/** Where a type's default is another: PyTorch's, and for Lion those of the paper's program. */
const OWN: Record<Type, Partial<typeof COMMON>> = {
  sgd: {},
  rmsprop: { learningRate: 0.01, rho: 0.99 },
  adagrad: { learningRate: 0.01, epsilon: 1e-10 },
  adadelta: { learningRate: 1, epsilon: 1e-6 },
  adam: {},
  adamw: { weightDecay: 0.01 },
  lion: { learningRate: 1e-4, beta2: 0.99 },
};

/** "Default: 0.001; 0.01 for rmsprop." */
function defaultsOf(name: Hyperparameter): string {
  const exceptions = types.flatMap((type) => (OWN[type][name] === undefined ? [] : [`${OWN[type][name]} for ${type}`]));
  return `Default: ${[COMMON[name], ...exceptions].join('; ')}.`;
}

/** How much of a running average stays at each step. */
const decayRate = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

const hyperparameter = (values: v.GenericSchema<number>, name: Hyperparameter, text: string) =>
  v.pipe(v.exactOptional(values), v.description(`${text} ${defaultsOf(name)}`));

const scheduleSchema = v.pipe(
  v.optional(
    v.variant(
      'type',
      schedules.map(({ schema }) => schema),
    ),
    { type: 'constant' },
  ),
  v.description('How the learning rate moves over the run.'),
);

/** Defaults depend on the type, so that they are filled in after the keys were checked. */
export const optimizerSchema = v.pipe(
  v.strictObject({
    type: v.pipe(v.optional(v.picklist(types), 'adam'), v.description('The update rule.')),
    learningRate: hyperparameter(positive, 'learningRate', 'The step size.'),
    momentum: v.pipe(v.optional(decayRate, 0), v.description('Of sgd and rmsprop.')),
    nesterov: v.pipe(v.optional(v.boolean(), false), v.description('Of sgd: momentum that looks one step ahead.')),
    beta1: v.pipe(v.optional(decayRate, 0.9), v.description('Of adam, adamw, lion: memory of the gradient.')),
    beta2: hyperparameter(
      decayRate,
      'beta2',
      'Of adam and adamw: memory of the squared gradient; of lion: of the momentum.',
    ),
    rho: hyperparameter(decayRate, 'rho', 'Of rmsprop and adadelta: memory of the squared gradient.'),
    centered: v.pipe(
      v.optional(v.boolean(), false),
      v.description("Of rmsprop: divides by the gradient's deviation, not by its root mean square."),
    ),
    epsilon: hyperparameter(positive, 'epsilon', 'Keeps the division by a root finite.'),
    weightDecay: hyperparameter(
      atLeastZero,
      'weightDecay',
      'L2 penalty added to the gradient; with adamw and lion the share, times the learning rate, by which weights shrink.',
    ),
    clipValue: v.pipe(
      v.optional(v.nullable(positive), null),
      v.description("Largest magnitude of each of the gradient's elements; null leaves them."),
    ),
    clipNorm: v.pipe(
      v.optional(v.nullable(positive), null),
      v.description('Largest global norm of the gradient, after clipValue; null leaves it.'),
    ),
    schedule: scheduleSchema,
  }),
  v.transform((settings) => ({ ...COMMON, ...OWN[settings.type], ...settings })),
);
