/**
 * Random numbers inside a step: a hash of seed, step, stream and position. Nothing is drawn one after another, so that a
 * run resumes from its step counter, and a compiled step draws anew each time since the key is one of its inputs.
 *
 * A tensor's positions are seen as a matrix. With random constants of each row r and column c and the step's key k,
 *   u_r = (A_r + k₀)(B_r + k₁),  v_c = (A_c + k₀)(B_c + k₁)
 *   bits_rc = (u_r + v_c) · (P_r + P_c + k₂) · (Q_r + Q_c + k₃)   mod 2³²
 * where both last factors are odd. For random u and v any two elements are independent, since an odd factor permutes
 * the 32-bit words; the factors, which differ from element to element, break up the sum's structure.
 *
 * Five passes over the tensor, sums and products of int32 only, which every backend has. Words have 32 bits and factors
 * less than 21, so that products stay below 2⁵³: tfjs's CPU backend, which multiplies in double precision, gives the
 * same bits as an int32 product that wraps around.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../backends/device';
import { Random } from '../data/random';

/** The key's name among a step's inputs. */
const KEY = 'noise/key';

/** B + k₁ has at most 21 bits, and so has P_r + P_c + k₂. */
const FACTOR_BITS = 20;
const TERM_BITS = 19;

/**
 * The inputs from which a step draws its noise: the same arguments give the same noise.
 * @param part of the step's batch, where it comes in several
 */
export function noiseInputs(seed: number, step: number, part = 0): Record<typeof KEY, HostTensor> {
  const random = new Random(seed, 'noise', step, part);
  const word = random.next();
  const terms = [odd(random, FACTOR_BITS), even(random, TERM_BITS), even(random, TERM_BITS)];
  return { [KEY]: { shape: [4], dtype: 'int32', values: Int32Array.of(word, ...terms) } };
}

const even = (random: Random, bits: number): number => (random.next() >>> (32 - bits)) & ~1;
const odd = (random: Random, bits: number): number => even(random, bits) | 1;

/** Draws noise in a step. Each draw has a stream of its own, by its turn in the step. */
export class Noise {
  private readonly key: tf.Tensor;
  private streams = 0;

  /** @param inputs the step's inputs; those of {@link noiseInputs} must be among them. */
  constructor(inputs: Readonly<Record<string, tf.Tensor>>) {
    const key = inputs[KEY];
    if (!key) throw new Error(`the step has no input "${KEY}"; add noiseInputs(seed, step) to what it is run with`);
    this.key = key;
  }

  /** Uniform in all of int32. */
  bits(shape: number[]): tf.Tensor {
    return tf.tidy(() => randomBits(this.key, this.streams++, shape));
  }

  /** Uniform in [0, 1), multiples of 2⁻³² rounded to float32. */
  uniform(shape: number[]): tf.Tensor {
    return tf.tidy(() => {
      const centred = tf.mul(tf.cast(this.bits(shape), 'float32'), 2 ** -32);
      return tf.minimum(tf.add(centred, 0.5), BELOW_ONE);
    });
  }
}

/** The largest float32 below 1: rounding would reach 1 itself. */
const BELOW_ONE = 1 - 2 ** -24;

/** How a shape's positions are best seen as a matrix: the split of its axes with the fewest rows and columns together. */
function matrixOf(shape: readonly number[]): [rows: number, columns: number] {
  const splits = [...shape.keys(), shape.length].map(
    (axis) => [tf.util.sizeFromShape(shape.slice(0, axis)), tf.util.sizeFromShape(shape.slice(axis))] as const,
  );
  const [rows, columns] = splits.reduce((best, split) => (split[0] + split[1] < best[0] + best[1] ? split : best));
  return [rows, columns];
}

/** The random constants of a matrix's rows or columns: A, B, P, Q. */
function constantsOf(random: Random, shape: [number, number], term: typeof even): tf.Tensor[] {
  const size = shape[0] * shape[1];
  const drawn = (draw: () => number) => tf.tensor(Int32Array.from({ length: size }, draw), shape, 'int32');
  return [
    drawn(() => random.next()),
    drawn(() => even(random, FACTOR_BITS)),
    drawn(() => term(random, TERM_BITS)),
    drawn(() => term(random, TERM_BITS)),
  ];
}

function randomBits(key: tf.Tensor, stream: number, shape: number[]): tf.Tensor {
  const [rows, columns] = matrixOf(shape);
  const [k0, k1, k2, k3] = tf.split(key, 4) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const constants = (name: string, size: [number, number], term: typeof even) => {
    const [a, b, p, q] = constantsOf(new Random(stream, name), size, term) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    return { word: tf.mul(tf.add(a, k0), tf.add(b, k1)), p, q };
  };
  const row = constants('rows', [rows, 1], odd);
  const column = constants('columns', [1, columns], even);
  const words = tf.add(row.word, column.word); // (rows, columns)
  const first = tf.add(row.p, tf.add(column.p, k2));
  const second = tf.add(row.q, tf.add(column.q, k3));
  return tf.reshape(tf.mul(tf.mul(words, first), second), shape);
}
