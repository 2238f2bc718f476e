/**
 * Initial weights from the run's own seed. tfjs draws from generators of its own, some seeded by the clock; here each
 * weight is drawn anew, by its layer's initializer, from a stream named after the weight.
 */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { Random } from '../data/random';
import { Problem } from '../process/problem';

const scalingSchema = v.object({
  scale: v.number(),
  mode: v.picklist(['fanIn', 'fanOut', 'fanAvg']),
  distribution: v.picklist(['normal', 'uniform', 'truncatedNormal']),
});
const normalSchema = v.object({ mean: v.number(), stddev: v.number() });
const uniformSchema = v.object({ minval: v.number(), maxval: v.number() });
const orthogonalSchema = v.object({ gain: v.number() });
const initializerSchema = v.object({ className: v.string(), config: v.record(v.string(), v.unknown()) });

/** A normal cut at two deviations has this deviation; dividing by it restores the wanted variance. */
const CUT_DEVIATION = 0.87962566103423978;

function cutNormal(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) < 2) return value;
  }
}

/** Inputs and outputs of one unit: for (…window, in, out) a window's cells count as inputs and as outputs. */
function fans(shape: number[]): { fanIn: number; fanOut: number } {
  const window = shape.slice(0, -2).reduce((product, extent) => product * extent, 1);
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

/** Draws all values of a weight of this shape. */
type Draw = (config: unknown, shape: number[], random: Random) => Float32Array;

const fill = (shape: number[], value: () => number): Float32Array =>
  Float32Array.from({ length: tf.util.sizeFromShape(shape) }, value);

/** Glorot's, He's and LeCun's initializers: variance = scale / fan. */
const scaling: Draw = (config, shape, random) => {
  const { scale, mode, distribution } = v.parse(scalingSchema, config);
  const { fanIn, fanOut } = fans(shape);
  const deviation = Math.sqrt(scale / Math.max(1, { fanIn, fanOut, fanAvg: (fanIn + fanOut) / 2 }[mode]));
  const bound = Math.sqrt(3) * deviation;
  if (distribution === 'uniform') return fill(shape, () => random.uniform(-bound, bound));
  return fill(shape, () => (cutNormal(random) * deviation) / CUT_DEVIATION);
};

/** Subtracts from a vector its share along another of length 1. */
function removeShare(from: Float64Array, along: Float64Array): void {
  const share = from.reduce((sum, value, index) => sum + value * along[index]!, 0);
  along.forEach((value, index) => (from[index]! -= share * value));
}

/** Rows, or columns where these are fewer, of length `gain` at right angles (Saxe et al., 2014), by Gram and Schmidt. */
const orthogonal: Draw = (config, shape, random) => {
  const { gain } = v.parse(orthogonalSchema, config);
  const columns = shape.at(-1) ?? 1;
  const rows = tf.util.sizeFromShape(shape) / columns;
  const vectors: Float64Array[] = [];
  for (let count = Math.min(rows, columns); count > 0; count--) {
    const vector = Float64Array.from({ length: Math.max(rows, columns) }, () => random.normal());
    for (const other of vectors) removeShare(vector, other);
    const length = Math.hypot(...vector);
    vectors.push(vector.map((value) => value / length));
  }
  const at = (row: number, column: number) => (rows < columns ? vectors[row]![column]! : vectors[column]![row]!);
  return Float32Array.from({ length: rows * columns }, (_, index) => {
    return gain * at(Math.floor(index / columns), index % columns);
  });
};

/** Initializers that draw, by tfjs's name. */
const draws: Record<string, Draw> = {
  VarianceScaling: scaling,
  Orthogonal: orthogonal,
  RandomNormal(config, shape, random) {
    const { mean, stddev } = v.parse(normalSchema, config);
    return fill(shape, () => mean + stddev * random.normal());
  },
  TruncatedNormal(config, shape, random) {
    const { mean, stddev } = v.parse(normalSchema, config);
    return fill(shape, () => mean + stddev * cutNormal(random));
  },
  RandomUniform(config, shape, random) {
    const { minval, maxval } = v.parse(uniformSchema, config);
    return fill(shape, () => random.uniform(minval, maxval));
  },
};

/** These draw nothing: what tfjs put there stands. */
const fixed = new Set(['Zeros', 'Ones', 'Constant', 'Identity']);

/** recurrent_kernel → recurrentInitializer: tfjs names a kernel's initializer without the word "kernel" after a prefix. */
function initializerKey(weight: string): string {
  const camel = weight.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel.replace(/(?<=.)Kernel$/, '')}Initializer`;
}

type Weight = layers.LayersModel['weights'][number];

function drawWeight(layer: layers.layers.Layer, weight: Weight, seed: number): void {
  const name = weight.originalName.split('/').at(-1)!;
  const initializer = v.safeParse(initializerSchema, layer.getConfig()[initializerKey(name)]);
  if (!initializer.success || fixed.has(initializer.output.className)) return;
  const { className, config } = initializer.output;
  const draw = draws[className];
  if (!draw) {
    const message = `layer "${layer.name}": initializer ${className} cannot be seeded; use heNormal or glorotUniform`;
    throw new Problem('unseeded-initializer', message);
  }
  const shape = weight.shape as number[];
  const values = draw(config, shape, new Random(seed, 'weights', layer.name, name));
  tf.tidy(() => {
    weight.write(tf.tensor(values, shape));
  });
}

/** Draws the model's random initial weights anew from the seed; zeros, ones and constants stay. */
export function initialize(model: layers.LayersModel, seed: number): void {
  for (const layer of model.layers) for (const weight of layer.weights) drawWeight(layer, weight, seed);
}
