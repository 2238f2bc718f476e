/** Small tasks that small networks learn in a hundred steps. */
import { Random } from '../../engine/data/random';
import { InMemory, type Dataset } from '../../engine/data/samples';
import type { Target } from '../../engine/data/task';

export interface Data {
  train: InMemory;
  validation: InMemory;
  target: Target;
}

export const CLASSES = 4;
const TRAIN = 256;
const VALIDATION = 64;

/** Every sample with a class, drawn by turns. */
function classified(shape: number[], draw: (label: number, random: Random) => number[], train = TRAIN): Data {
  const target: Target = { kind: 'classes', classes: CLASSES, shape: [] };
  const part = (count: number, name: string) => {
    const random = new Random(1, name);
    const labels = Int32Array.from({ length: count }, (_, at) => at % CLASSES);
    const inputs = Float32Array.from([...labels].flatMap((label) => draw(label, random)));
    return new InMemory({ shape, values: inputs }, { shape: [], values: labels });
  };
  return { train: part(train, 'train'), validation: part(VALIDATION, 'validation'), target };
}

const FEATURES = 16;

/** Points about a corner of their class. */
export const points = (): Data =>
  classified([FEATURES], (label, random) =>
    Array.from({ length: FEATURES }, (_, at) => 1.5 * Math.sin(at * 7.1 + label * 2.3) + random.normal()),
  );

const SIDE = 8;

/** A bright quarter of a noisy image. */
export const images = (): Data =>
  classified([SIDE, SIDE, 1], (label, random) =>
    Array.from({ length: SIDE * SIDE }, (_, at) => {
      const [row, column] = [Math.floor(at / SIDE), at % SIDE];
      const quarter = 2 * Math.floor((2 * row) / SIDE) + Math.floor((2 * column) / SIDE);
      return (quarter === label ? 1.5 : 0) + 0.7 * random.normal();
    }),
  );

const TIME = 8;

/** Waves of one frequency a class, with a phase of their own, as sine and cosine. */
export const waves = (): Data =>
  classified([TIME, 2], (label, random) => {
    const phase = 2 * Math.PI * random.uniform(0, 1);
    return Array.from({ length: TIME }, (_, at) => {
      const angle = phase + at * (label + 1) * 0.7;
      return [Math.sin(angle) + 0.2 * random.normal(), Math.cos(angle) + 0.2 * random.normal()];
    }).flat();
  });

/** Points as a sequence of places. */
export function places(): Data {
  const { train, validation, target } = points();
  const shaped = (dataset: InMemory) => {
    const { inputs, targets } = dataset;
    return new InMemory({ ...inputs, shape: [TIME, FEATURES / TIME] }, targets);
  };
  return { train: shaped(train), validation: shaped(validation), target };
}

/** The same inputs with numbers to predict: a smooth function of them, of mean 0 and deviation about 1. */
export function numbers({ train, validation }: Data): Data {
  const predicted = (dataset: InMemory) => {
    const { inputs } = dataset;
    const size = inputs.values.length / dataset.count;
    const values = Float32Array.from({ length: dataset.count }, (_, row) => {
      const own = inputs.values.subarray(row * size, (row + 1) * size);
      return Array.from(own).reduce((sum, x, at) => sum + Math.sin(3 * at + 1) * Math.tanh(x), 0) / Math.sqrt(size / 4);
    });
    return new InMemory(inputs, { shape: [], values });
  };
  return { train: predicted(train), validation: predicted(validation), target: { kind: 'numbers', shape: [] } };
}

/** Labels that say nothing of the inputs, of few samples: they can only be learnt by heart. */
export function byHeart({ train, validation, target }: Data, samples: number): Data {
  const { inputs } = train;
  const size = inputs.values.length / train.count;
  const random = new Random(7, 'labels');
  const labels = (count: number) => Int32Array.from({ length: count }, () => random.integer(CLASSES));
  const few = { shape: inputs.shape, values: inputs.values.slice(0, samples * size) };
  return {
    train: new InMemory(few, { shape: [], values: labels(samples) }),
    validation: new InMemory(validation.inputs, { shape: [], values: labels(validation.count) }),
    target,
  };
}

/** Inputs altered. */
export function scaled({ train, validation, target }: Data, change: (x: number, at: number) => number): Data {
  const altered = (dataset: InMemory) => {
    const { inputs, targets } = dataset;
    return new InMemory({ ...inputs, values: Float32Array.from(inputs.values, change) }, targets);
  };
  return { train: altered(train), validation: altered(validation), target };
}

/** Targets altered. */
export function retargeted({ train, validation, target }: Data, change: (y: number) => number): Data {
  const altered = (dataset: InMemory) => {
    const { inputs, targets } = dataset;
    return new InMemory(inputs, { ...targets, values: Float32Array.from(targets.values, change) });
  };
  return { train: altered(train), validation: altered(validation), target };
}

/** Inputs that come late, as from a slow disk, and are so few that no other thread is asked for them. */
export const late = (dataset: Dataset, milliseconds: number): Dataset => ({
  count: dataset.count,
  inputShape: dataset.inputShape,
  targets: dataset.targets,
  isOnDisk: false,
  describe: () => dataset.describe(),
  async read(indices) {
    const values = await dataset.read(indices);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return values;
  },
});
