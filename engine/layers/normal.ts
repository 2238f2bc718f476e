/**
 * Standard normal noise, z = 0.8·T_i + 0.6·T_j with random entries of a table: sums and products only, which every
 * backend computes to the same bit where the logarithm and the cosine of Box and Muller's transform would differ.
 *
 * T has the means of the normal distribution's BINS equally likely parts, scaled to variance 1. With 0.8² + 0.6² = 1
 * the sum has it too; that the weights differ keeps apart what a sum of T_i + T_j would put on one value. It takes 2²⁴
 * values within ±5.3, and its distribution function is nowhere further than 10⁻⁵ from the normal one;
 * beyond ±4 lie nine tenths of what should.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Noise } from './random';

/** Two indices of 12 bits are what a float32 keeps of a word. */
const BINS = 4096;

const density = (x: number): number => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);

/** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), Marsaglia 2004; exact to double precision for |x| ≤ 6. */
function cumulative(x: number): number {
  let [sum, term] = [x, x];
  for (let n = 3; sum + term !== sum; n += 2) {
    term *= x ** 2 / n;
    sum += term;
  }
  return 0.5 + density(x) * sum;
}

/** The x with Φ(x) = p by Newton's method, which grows towards it from any x between 0 and it. */
function quantile(p: number, from: number): number {
  const next = from + (p - cumulative(from)) / density(from);
  return next > from ? quantile(p, next) : from;
}

/** Means of the upper half's parts: of the one between a and b, (φ(a) − φ(b))·BINS. */
function upperMeans(): number[] {
  const means: number[] = [];
  let lower = 0;
  for (let bin = BINS / 2 + 1; bin < BINS; bin++) {
    const upper = quantile(bin / BINS, lower);
    means.push((density(lower) - density(upper)) * BINS);
    lower = upper;
  }
  return [...means, density(lower) * BINS];
}

/** 0.8·T and 0.6·T */
function makeTables(): [Float32Array, Float32Array] {
  const upper = upperMeans();
  const deviation = Math.sqrt(upper.reduce((sum, mean) => sum + mean ** 2, 0) / upper.length);
  const means = [...upper.map((mean) => -mean).reverse(), ...upper];
  return [
    Float32Array.from(means, (mean) => (0.8 * mean) / deviation),
    Float32Array.from(means, (mean) => (0.6 * mean) / deviation),
  ];
}

let tables: [Float32Array, Float32Array] | null = null;

/** Noise of mean 0 and variance 1. */
export function normal(noise: Noise, shape: number[]): tf.Tensor {
  const [large, small] = (tables ??= makeTables());
  const entry = (table: Float32Array, index: tf.Tensor) => tf.gather(tf.tensor1d(table), tf.cast(index, 'int32'));
  return tf.tidy(() => {
    // In [0, BINS]: the integer part chooses one entry, the rest the other.
    const position = tf.add(tf.mul(tf.cast(noise.bits(shape), 'float32'), BINS / 2 ** 32), BINS / 2);
    const first = tf.floor(position);
    const second = tf.floor(tf.mul(tf.sub(position, first), BINS));
    return tf.add(entry(large, tf.minimum(first, BINS - 1)), entry(small, second));
  });
}
