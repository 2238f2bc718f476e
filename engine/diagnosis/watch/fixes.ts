/** Changes of a specification that symptoms propose; null where one does not apply to it. */
import type { Specification } from '../../training/specification/specification';
import type { Fix } from '../symptom';

type Proposal = (specification: Specification) => Fix | null;

/** Two digits of a learning rate are as many as matter. */
const rounded = (value: number): number => Number(value.toPrecision(2));

/** No optimizer trains with more. */
const MOST_LEARNING_RATE = 1;

export const learningRate =
  (factor: number): Proposal =>
  ({ optimizer: { learningRate: now } }) => {
    const next = Math.min(rounded(now * factor), Math.max(now, MOST_LEARNING_RATE));
    if (next === now) return null;
    const verb = next < now ? 'lower' : 'raise';
    return { title: `${verb} the learning rate from ${now} to ${next}`, changes: { 'optimizer.learningRate': next } };
  };

/** A norm of 1 is what recurrent networks and transformers are trained with (Pascanu et al., 2013, and since). */
export const clipping: Proposal = ({ optimizer: { clipNorm } }) =>
  clipNorm !== null && clipNorm <= 1
    ? null
    : { title: 'clip the gradient to a norm of 1', changes: { 'optimizer.clipNorm': 1 } };

export const decaying: Proposal = ({ optimizer: { schedule } }) =>
  schedule.type === 'constant'
    ? { title: 'let the learning rate fall to 0 over the run', changes: { 'optimizer.schedule': { type: 'cosine' } } }
    : null;

/** Adam divides each weight's gradient by its size, so that gradients of unequal sizes move all weights. */
export const adam: Proposal = ({ optimizer: { type } }) =>
  type.startsWith('adam')
    ? null
    : {
        title: 'use Adam, which moves each weight by a size of its own',
        changes: { 'optimizer.type': 'adam', 'optimizer.learningRate': 1e-3 },
      };

/** Krogh & Hertz (1992); 0.01 is what AdamW has without being told. */
export const weightDecay: Proposal = ({ optimizer: { type, weightDecay: now } }) =>
  now > 0
    ? null
    : {
        title: 'let weights decay',
        changes: { ...(type === 'adam' && { 'optimizer.type': 'adamw' }), 'optimizer.weightDecay': 0.01 },
      };

export const moreEpochs: Proposal = ({ training: { epochs } }) => ({
  title: `train for ${2 * epochs} epochs`,
  changes: { 'training.epochs': 2 * epochs },
});

/** Samples beyond which a larger batch gains little. */
const LARGE_BATCH = 256;

export const largerBatch: Proposal = ({ training: { batchSize } }) =>
  batchSize === 'full' || batchSize >= LARGE_BATCH
    ? null
    : { title: `take ${4 * batchSize} samples a step`, changes: { 'training.batchSize': 4 * batchSize } };

export const earlyStopping: Proposal = ({ training }) =>
  training.earlyStopping
    ? null
    : {
        title: 'stop where the validation loss no longer falls, and keep its best weights',
        changes: { 'training.earlyStopping': { patience: 3, restoreBest: true } },
      };

export const standardInputs: Proposal = ({ data: { normalize } }) =>
  normalize === 'standard'
    ? null
    : { title: 'bring the inputs to mean 0 and deviation 1', changes: { 'data.normalize': 'standard' } };

/** Of what is done to each sample on its way. */
export const noAugmentation: Proposal = ({ data: { augment } }) =>
  augment.length > 0 ? { title: 'leave the samples as they are', changes: { 'data.augment': [] } } : null;

export const otherSeed: Proposal = ({ training: { seed } }) => ({
  title: `draw the initial weights anew, from seed ${seed + 1}`,
  changes: { 'training.seed': seed + 1 },
});

/** Its last layer is made for the labels. */
export const fittingModel: Proposal = () => ({
  title: 'let the architecture "mlp" make a last layer that fits the labels',
  changes: { 'model.architecture': 'mlp', 'model.params': {} },
});

type Parameters = Record<string, unknown>;

/** A change of one parameter of the architecture, where it has that. */
const parameter =
  (
    name: string,
    change: (now: unknown, parameters: Parameters) => unknown,
    title: (next: unknown) => string,
  ): Proposal =>
  ({ model: { params } }) => {
    if (!Object.hasOwn(params, name)) return null;
    const next = change(params[name], params);
    return next === undefined ? null : { title: title(next), changes: { [`model.params.${name}`]: next } };
  };

export const activation = (wanted: string): Proposal =>
  parameter(
    'activation',
    (now) => (now === wanted ? undefined : wanted),
    () => `use ${wanted} as the activation`,
  );

/** Half of the units of hidden layers is Srivastava et al.'s choice (2014). */
const DROPOUT = 0.5;

export const dropout: Proposal = parameter(
  'dropout',
  (now) => (typeof now === 'number' && now < DROPOUT ? DROPOUT : undefined),
  () => 'drop half of the units in training',
);

export const noDropout: Proposal = parameter(
  'dropout',
  (now) => (typeof now === 'number' && now > 0 ? 0 : undefined),
  () => 'drop no units',
);

/** Parameters that are widths of layers, in one architecture or another. */
const WIDTHS = ['units', 'filters', 'width'];
const MOST_UNITS = 4096;

const isWidths = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((width) => typeof width === 'number');

const doubled = (width: number): number => Math.max(width, Math.min(2 * width, MOST_UNITS));

function wider(now: unknown): unknown {
  if (typeof now === 'number') return doubled(now);
  return isWidths(now) ? now.map(doubled) : undefined;
}

/** Twice as wide. */
export const widening: readonly Proposal[] = WIDTHS.map((name) =>
  parameter(name, wider, (next) => `set ${name} to ${JSON.stringify(next)}`),
);

/** Layers through which gradients come without help. */
const SHALLOW = 2;

/** Fewer layers. */
export const shallower: readonly Proposal[] = WIDTHS.map((name) =>
  parameter(
    name,
    (now) => (isWidths(now) && now.length > SHALLOW ? now.slice(0, SHALLOW) : undefined),
    () => `keep ${SHALLOW} of the layers in ${name}`,
  ),
);

/** Those that apply. */
export const proposed = (specification: Specification, ...proposals: Proposal[]): Fix[] =>
  proposals.flatMap((proposal) => proposal(specification) ?? []);
