import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor, Step, StepResults } from '../../device';
import { startDevice } from '../../devices';
import { assertAgree, type Call } from './testing/agreement';

const drawn = (random: Random, shape: number[], scale = 1): HostTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => scale * random.normal()),
});

const floats = (shape: number[], values: number[]): HostTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from(values),
});

const pair = (random: Random, shape: number[]): Record<string, HostTensor> => ({
  a: drawn(random, shape),
  b: drawn(random, shape),
});

const parts = (x: tf.Tensor): Record<string, tf.Tensor> => ({ real: tf.real(x), imag: tf.imag(x) });

/** A step on the complex tensor a + ib. */
const onPair =
  (use: (x: tf.Tensor) => tf.Tensor): Step =>
  ({ a, b }) =>
    parts(use(tf.complex(a!, b!)));

/** Σ_j x[j] e^(sign·2πi·jk/n) in double precision, row by row. */
function transformed({ a, b }: Record<string, HostTensor>, sign: 1 | -1): StepResults {
  const shape = a!.shape;
  const n = shape.at(-1)!;
  const [real, imag] = [new Float32Array(a!.values.length), new Float32Array(a!.values.length)];
  for (let i = 0; i < real.length; i++) {
    const [row, k] = [i - (i % n), i % n];
    let [re, im] = [0, 0];
    for (let j = 0; j < n; j++) {
      const angle = (sign * 2 * Math.PI * ((j * k) % n)) / n;
      const [x, y] = [a!.values[row + j]!, b!.values[row + j]!];
      re += x * Math.cos(angle) - y * Math.sin(angle);
      im += x * Math.sin(angle) + y * Math.cos(angle);
    }
    const scale = sign === 1 ? n : 1;
    [real[i], imag[i]] = [re / scale, im / scale];
  }
  return { real: { shape, dtype: 'float32', values: real }, imag: { shape, dtype: 'float32', values: imag } };
}

/** What a fast transform meets: one element, small ones, powers, products, primes on both sides of the largest matrix. */
const SIZES = [1, 2, 3, 5, 8, 31, 32, 33, 34, 64, 67, 100, 127, 128, 251, 257, 263, 360, 514, 1000, 1024, 1031, 2048];

/** Relative to the largest magnitude. */
const TOLERANCE = 1e-6;

describe('spectral kernels', function () {
  this.timeout(60_000);

  for (const [name, transform, sign] of [
    ['fft', tf.fft, -1],
    ['ifft', tf.ifft, 1],
  ] as const) {
    it(`${name} is the closed form in double precision, for every kind of size`, async () => {
      const random = new Random(1, name);
      const calls = SIZES.map((n, i): Call => {
        const leading = [[], [2], [1, 3]][i % 3]!;
        return { title: `${name} of ${n}`, step: onPair(transform), inputs: pair(random, [...leading, n]) };
      });
      const expected = calls.map(({ inputs }) => transformed(inputs, sign));
      await assertAgree(calls, { expected, tolerance: TOLERANCE });
    });
  }

  it('of pure waves, and of numbers of every magnitude, are exact', async () => {
    const n = 96;
    const wave = Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * 5 * j) / n + 1));
    const inputs = {
      a: floats([n], wave),
      b: floats(
        [n],
        wave.map(() => 0),
      ),
    };
    await assertAgree([{ title: 'a wave', step: onPair(tf.fft), inputs }], {
      expected: [transformed(inputs, -1)],
      tolerance: TOLERANCE,
    });
    const random = new Random(2, 'magnitudes');
    const calls = [1e-30, 1e30].map((scale): Call => {
      const pairs = { a: drawn(random, [2, 50], scale), b: drawn(random, [2, 50], scale) };
      return { title: `of ${scale}`, step: onPair(tf.fft), inputs: pairs };
    });
    await assertAgree(calls, { expected: calls.map(({ inputs: of }) => transformed(of, -1)), tolerance: TOLERANCE });
  });

  it('of real signals agree with the reference: rfft, irfft, stft, of drawn sizes', async () => {
    const random = new Random(3, 'real');
    const calls = Array.from({ length: 12 }, (_, i): Call => {
      const shape = [1 + random.integer(3), 2 + random.integer(60)];
      const length = 1 + random.integer(80);
      return {
        title: `${i}: rfft of ${shape.join()} as ${length}`,
        step: ({ x }) => {
          const spectrum = tf.spectral.rfft(x!, length);
          const signal = parts(tf.spectral.rfft(x!));
          return {
            ...parts(spectrum),
            ...(signal.real!.shape[1]! > 1 && { back: tf.spectral.irfft(tf.spectral.rfft(x!)) }),
          };
        },
        inputs: { x: drawn(random, shape) },
      };
    });
    const framed: Call = {
      title: 'stft',
      step: ({ x }) => parts(tf.signal.stft(x as tf.Tensor1D, 16, 5, 20)),
      inputs: { x: drawn(random, [67]) },
    };
    await assertAgree([...calls, framed], { tolerance: TOLERANCE });
  });

  it('add, subtract, multiply, join and convert complex numbers as the reference does', async () => {
    const random = new Random(4, 'algebra');
    const calls = Array.from({ length: 6 }, (_, i): Call => {
      const shape = Array.from({ length: 1 + random.integer(3) }, () => 1 + random.integer(4));
      const thin = shape.map((size, axis) => ((i + axis) % 2 ? size : 1));
      return {
        title: `of ${shape.join()} and ${thin.join()}`,
        step: ({ a, b, c, d }) => {
          const [x, y] = [tf.complex(a!, b!), tf.complex(c!, d!)];
          const all = { sum: tf.add(x, y), difference: tf.sub(y, x), product: tf.mul(x, y), widened: tf.mul(x, c!) };
          const others = { joined: tf.concat([x, tf.cast(a!, 'complex64')], -1), zeros: tf.zerosLike(x) };
          const complex = Object.entries({
            ...all,
            ...others,
            flat: tf.reshape(tf.complex(b!, a!), [-1]),
            deep: tf.expandDims(tf.complex(b!, a!), 1),
          });
          const named = complex.flatMap(([name, value]) => [
            [`real ${name}`, tf.real(value)],
            [`imag ${name}`, tf.imag(value)],
          ]);
          return {
            ...(Object.fromEntries(named) as Record<string, tf.Tensor>),
            magnitude: tf.abs(x),
            real: tf.cast(x, 'float32'),
            whole: tf.cast(x, 'int32'),
          };
        },
        inputs: {
          ...pair(random, shape),
          c: drawn(random, thin),
          d: drawn(random, thin),
        },
      };
    });
    await assertAgree(calls);
  });

  it('measure magnitudes whose squares leave the range of float32, and of no number', async () => {
    const step: Step = ({ a, b }) => ({ magnitude: tf.abs(tf.complex(a!, b!)) });
    const a = floats([8], [3e30, 1e-30, 0, -3, Infinity, NaN, 2e38, 0]);
    const b = floats([8], [-4e30, 1e-30, 0, 4, 2, 1, -1e38, -5]);
    await assertAgree([{ title: 'magnitudes', step, inputs: { a, b } }], { tolerance: 3e-7 });
  });

  it('take a complex tensor from outside the step, and leave no tensor behind', async () => {
    const { device } = await startDevice('cpu');
    const held = tf.backend().numDataIds();
    const outside = tf.complex([1, 2], [3, 4]);
    const compiled = device.compile(({ x }) => parts(tf.mul(outside, x!)));
    const { real, imag } = await compiled.run({ x: floats([2], [10, 100]) });
    assert.deepEqual(
      [[...real!.values], [...imag!.values]],
      [
        [10, 200],
        [30, 400],
      ],
    );
    compiled.dispose();
    const before = tf.memory();
    tf.tidy(() => {
      tf.abs(tf.fft(tf.complex([1, 2, 3], [0, 1, 0])));
    });
    assert.equal(tf.memory().numTensors, before.numTensors);
    assert.equal(tf.memory().numDataBuffers, before.numDataBuffers);
    assert.equal(tf.backend().numDataIds(), held + 3, 'the tensor outside and its two parts are left');
    outside.dispose();
    assert.equal(tf.backend().numDataIds(), held);
  });

  it('refuse a complex kernel that tfjs lacks, and a complex result of a step, by name', async () => {
    const { device } = await startDevice('cpu');
    const inputs = { a: floats([2], [1, 2]), b: floats([2], [3, 4]) };
    const run = async (step: Step): Promise<unknown> => device.compile(step).run(inputs);
    await assert.rejects(
      run(({ a, b }) => ({ y: tf.complex(a!, b!) })),
      /returns or assigns a complex tensor/,
    );
    await assert.rejects(
      run(({ a, b }) => ({ y: tf.tile(tf.complex(a!, b!), [2]) })),
      /^BackendError: "Tile".* cannot be part of a compiled step/,
    );
  });
});
