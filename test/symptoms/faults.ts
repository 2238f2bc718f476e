/** Faults as people make them, planted in networks of several kinds; each with the same network in health. */
import type { Tensors } from '../../engine/storage/tensors';
import { byHeart, images, numbers, places, points, retargeted, scaled, waves, type Data } from './data';
import { convolution, denseNetwork, recurrence } from './networks';
import type { Setup } from './trained';

export interface Fault {
  symptom: string;
  /** The network, and what is wrong with it. */
  title: string;
  broken: Setup;
  /** Faults of one network share its twin. */
  healthy: Setup;
}

/** Networks of the engine, small. */
const mlp: Setup = {
  data: points(),
  settings: { 'model.architecture': 'mlp', 'model.params': { units: [32, 16] } },
};
const cnn: Setup = {
  data: images(),
  settings: { 'model.architecture': 'cnn', 'model.params': { filters: [4], units: [16] } },
};
const lstm: Setup = {
  data: waves(),
  settings: {
    'model.architecture': 'lstm',
    'model.params': { units: [16], embedding: 8 },
    'optimizer.learningRate': 0.02,
  },
};
const transformer: Setup = {
  data: places(),
  settings: {
    'model.architecture': 'transformer',
    'model.params': { width: 16, heads: 2, layers: 1, expansion: 2 },
  },
};
const engines = { mlp, cnn, lstm };
const withTransformer = { ...engines, transformer };

const set = (setup: Setup, settings: Record<string, unknown>): Setup => ({
  ...setup,
  settings: { ...setup.settings, ...settings },
});

/** One object for the same arguments, so that faults share a twin. */
function once<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}

/** The same network on numbers. */
const predicting = once((setup: Setup): Setup => ({ ...setup, data: numbers(setup.data) }));

/** Numbers of about 2e5, whose squared errors and gradients are large in health. */
const priced = once((setup: Setup): Setup => {
  const data = retargeted(numbers(setup.data), (y) => 2e5 + 5e4 * y);
  return set({ ...setup, data }, { 'optimizer.learningRate': 1 });
});

const validated = once((setup: Setup): Setup => set(setup, { 'data.validation': 0.2 }));

const over = (
  symptom: string,
  title: string,
  setups: Readonly<Record<string, Setup>>,
  broken: (setup: Setup) => Setup,
  healthy = (setup: Setup) => setup,
): Fault[] =>
  Object.entries(setups).map(([name, setup]) => ({
    symptom,
    title: `${name}, ${title}`,
    broken: broken(setup),
    healthy: healthy(setup),
  }));

type Style = Parameters<typeof denseNetwork>[0];

const tripled = (data: Data): Data => retargeted(data, (y) => 3 * y);

const classes = { dense: points(), convolution: images(), recurrence: waves() };
const predictions = {
  dense: numbers(classes.dense),
  convolution: numbers(classes.convolution),
  recurrence: numbers(classes.recurrence),
};
const large = {
  dense: tripled(predictions.dense),
  convolution: tripled(predictions.convolution),
  recurrence: tripled(predictions.recurrence),
};
const families = { dense: denseNetwork, convolution, recurrence };

type Tasks = Readonly<Record<keyof typeof families, Data>>;

/** Networks of a user's own, in one style. */
const written = (style: Style) =>
  once((data: Tasks): Readonly<Record<string, Setup>> => {
    const setups = Object.entries(families).map(
      ([name, family]) => [name, { data: data[name as keyof Tasks], settings: {}, model: family(style) }] as const,
    );
    return Object.fromEntries(setups);
  });

const styles = {
  relu: written({ activation: 'relu' }),
  deep: written({ activation: 'relu', depth: 3 }),
  tanh: written({ activation: 'tanh' }),
  manySigmoids: written({ activation: 'sigmoid', depth: 8 }),
  veryDeep: written({ activation: 'relu', depth: 6 }),
  endsInRelu: written({ activation: 'relu', last: 'relu' }),
  endsInSigmoid: written({ activation: 'relu', last: 'sigmoid' }),
  endsInSoftmax: written({ activation: 'relu', last: 'softmax' }),
};

/** One style in the place of another. */
const instead = (
  symptom: string,
  title: string,
  broken: Readonly<Record<string, Setup>>,
  healthy: Readonly<Record<string, Setup>>,
): Fault[] =>
  Object.entries(broken).map(([name, setup]) => ({
    symptom,
    title: `${name}, ${title}`,
    broken: setup,
    healthy: healthy[name]!,
  }));

/** Changes weights by a part of their names. */
const spoiling =
  (part: RegExp, change: (value: number, at: number) => number) =>
  (setup: Setup): Setup => ({
    ...setup,
    spoil(weights: Tensors) {
      for (const [name, { values }] of weights)
        if (part.test(name)) for (const [at, value] of values.entries()) values[at] = change(value, at);
    },
  });

const tanh = styles.tanh(classes);

const swinging =
  (learningRate: number) =>
  (setup: Setup): Setup =>
    set(setup, {
      'optimizer.type': 'sgd',
      'optimizer.learningRate': learningRate,
      'optimizer.momentum': 0.9,
      'training.epochs': 24,
    });

export const faults: Fault[] = [
  ...over(
    'deadRelu',
    'biases far below 0',
    styles.relu(classes),
    spoiling(/dense1\/bias/, () => -30),
  ),
  ...over('deadRelu', 'a learning rate that throws the units away', { mlp, cnn }, (setup) =>
    set(setup, { 'optimizer.learningRate': 3 }),
  ),
  ...instead('vanishingGradient', 'nine sigmoids in a row', styles.manySigmoids(classes), styles.deep(classes)),
  ...over(
    'explodingGradient',
    'weights four times too large',
    styles.veryDeep(classes),
    spoiling(/kernel/, (w) => 4 * w),
  ),
  ...over(
    'explodingGradient',
    'prices, weights five thousand times too large',
    { mlp },
    (setup) => spoiling(/kernel/, (w) => 5000 * w)(priced(setup)),
    priced,
  ),
  ...over(
    'saturation',
    'weights thirty times too large',
    styles.tanh(classes),
    spoiling(/(first|dense1)\/kernel/, (w) => 30 * w),
  ),
  ...over(
    'notFinite',
    'numbers, a learning rate of 1e30',
    withTransformer,
    (setup) => set(predicting(setup), { 'optimizer.type': 'sgd', 'optimizer.learningRate': 1e30 }),
    predicting,
  ),
  ...over('lossNotFalling', 'a learning rate of 1e-7', withTransformer, (setup) =>
    set(setup, { 'optimizer.learningRate': 1e-7 }),
  ),
  ...over(
    'diverging',
    'numbers, a learning rate of 3',
    withTransformer,
    (setup) => set(predicting(setup), { 'optimizer.learningRate': 3 }),
    predicting,
  ),
  ...over('oscillating', 'long steps with momentum', { dense: tanh.dense!, recurrence: tanh.recurrence! }, swinging(3)),
  ...over('oscillating', 'longer steps with momentum', { convolution: tanh.convolution! }, swinging(4)),
  ...over('plateau', 'a schedule that is over too early', { mlp, cnn }, (setup) =>
    set(setup, { 'optimizer.learningRate': 0.002, 'optimizer.schedule': { type: 'exponential', factor: 0.4 } }),
  ),
  ...over('plateau', 'a schedule that is over too early', { lstm }, (setup) =>
    set(setup, { 'optimizer.schedule': { type: 'exponential', factor: 0.5 } }),
  ),
  ...over(
    'overfitting',
    'forty samples learnt by heart',
    withTransformer,
    (setup) =>
      set(
        { ...setup, data: byHeart(setup.data, 40) },
        { 'training.epochs': 60, 'data.validation': 0.2, 'optimizer.learningRate': 0.01 },
      ),
    validated,
  ),
  ...over('underfitting', 'weights held down by a penalty', engines, (setup) => set(setup, { 'regularization.l2': 1 })),
  ...over('updateRatio', 'a learning rate of 1e-9', withTransformer, (setup) =>
    set(setup, { 'optimizer.learningRate': 1e-9 }),
  ),
  ...over(
    'poorInitialWeights',
    'weights that are all alike',
    styles.relu(classes),
    spoiling(/kernel/, () => 0.1),
  ),
  ...over(
    'poorInitialWeights',
    'weights ten times too large',
    styles.relu(classes),
    spoiling(/kernel/, (w) => 10 * w),
  ),
  ...instead('labelsMisfit', 'numbers behind a ReLU', styles.endsInRelu(predictions), styles.relu(predictions)),
  ...instead('labelsMisfit', 'large numbers behind a sigmoid', styles.endsInSigmoid(large), styles.relu(large)),
  ...instead('labelsMisfit', 'logits that went through a softmax', styles.endsInSoftmax(classes), styles.relu(classes)),
  ...over('inputScale', 'bytes as they are', withTransformer, (setup) =>
    set({ ...setup, data: scaled(setup.data, (x) => 40 * x + 128) }, { 'data.normalize': 'none' }),
  ),
  ...over('inputScale', 'divided by 255 twice', engines, (setup) =>
    set({ ...setup, data: scaled(setup.data, (x) => x / 255) }, { 'data.normalize': 'none' }),
  ),
  ...over('inputScale', 'a NaN among the numbers', { mlp }, (setup) => ({
    ...setup,
    data: scaled(setup.data, (x, at) => (at % 50 ? x : NaN)),
  })),
  ...over('dataBound', 'samples that come late', engines, (setup) =>
    set({ ...setup, delay: 12 }, { 'training.epochs': 6 }),
  ),
];
