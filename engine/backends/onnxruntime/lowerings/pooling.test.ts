import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor } from '../../device';
import { poolingWindow2D, poolingWindow3D } from '../operators/window';
import { assertAgree, type Call } from './testing/agreement';
import { filled, floats, integers } from './testing/tensors';

type Margins = [number, number];

interface Attributes {
  filterSize: number[];
  strides: number[];
  pad: number | 'same' | 'valid' | Margins[];
  dimRoundingMode?: 'floor' | 'ceil';
}

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap);

/** Both poolings and their gradients. */
function poolings(random: Random, x: HostTensor, attributes: Attributes): Call {
  const volume = x.shape.length === 5;
  const windowOf = volume ? poolingWindow3D : poolingWindow2D;
  const { to } = windowOf(x.shape, attributes as never);
  const dy = filled(random, [x.shape[0]!, ...to, x.shape.at(-1)!]);
  const name = (kind: 'Max' | 'Avg', end = ''): string => `${kind}Pool${volume ? '3D' : ''}${end}`;
  return {
    title: JSON.stringify({ shape: x.shape, dtype: x.dtype, ...attributes }),
    step: ({ input, dy: gradient }) => {
      const [max, avg] = [run(name('Max'), { x: input! }, attributes), run(name('Avg'), { x: input! }, attributes)];
      if (input!.dtype === 'int32') return { max };
      const spread = { dy: gradient!, input: input! };
      return {
        ...{ max, avg },
        maxGradient: run(name('Max', 'Grad'), { ...spread, output: max }, attributes),
        avgGradient: run(name('Avg', 'Grad'), spread, attributes),
      };
    },
    inputs: { input: x, dy },
  };
}

/** Attributes under which windows may lie in the padding altogether, or pass over elements. */
function drawn(random: Random, rank: 2 | 3): { shape: number[]; attributes: Attributes } {
  const among = (least: number, most: number): number => least + random.integer(most - least + 1);
  const each = (least: number, most: number): number[] => Array.from({ length: rank }, () => among(least, most));
  const filterSize = each(1, 3);
  const margins = (): Margins[] => [[0, 0], ...each(0, 4).map((size): Margins => [size, among(0, 4)]), [0, 0]];
  const pad = rank === 2 && random.uniform() < 0.5 ? margins() : among(0, 4);
  const shape = [among(1, 2), ...each(1, 5), among(1, 3)];
  // tfjs makes no empty result.
  const sizes = filterSize.map((size, axis) => Math.max(size, shape[axis + 1]!));
  return {
    shape: [shape[0]!, ...sizes, shape.at(-1)!],
    attributes: { filterSize, strides: each(1, 4), pad, dimRoundingMode: random.uniform() < 0.5 ? 'floor' : 'ceil' },
  };
}

describe('pooling as on the cpu backend, also of nothing but padding', () => {
  for (const rank of [2, 3] as const) {
    it(`drawn at random, ${rank} axes`, async () => {
      const calls = Array.from({ length: 25 }, (_, seed) => {
        const random = new Random(seed, 'pooling', rank);
        const { shape, attributes } = drawn(random, rank);
        return poolings(random, filled(random, shape, random.uniform() < 0.2 ? 'int32' : 'float32'), attributes);
      });
      await assertAgree(calls);
    });
  }

  it('of windows of one pixel that are as many as the pixels, which tfjs takes for no pooling', async () => {
    const attributes: Attributes = { filterSize: [1, 1], strides: [2, 2], pad: 1, dimRoundingMode: 'floor' };
    await assertAgree([poolings(new Random(1), filled(new Random(2), [1, 3, 3, 1]), attributes)]);
  });

  it('of images without pixels, of one pixel', async () => {
    const random = new Random(1);
    const attributes: Attributes = { filterSize: [2, 2], strides: [1, 1], pad: 3, dimRoundingMode: 'floor' };
    const shapes = [
      [1, 1, 1, 2],
      [0, 3, 3, 2],
      [1, 3, 3, 0],
    ];
    await assertAgree(shapes.map((shape) => poolings(random, filled(random, shape), attributes)));
  });
});

describe('the largest of windows and their numbers, as on the cpu backend', () => {
  const call = (x: HostTensor, attributes: Attributes): Call => ({
    title: JSON.stringify({ shape: x.shape, dtype: x.dtype, ...attributes }),
    step: ({ x: input }) => {
      const pooled = (includeBatchInIndex: boolean) =>
        tf.engine().runKernel<tf.Tensor[]>(
          'MaxPoolWithArgmax',
          { x: input! },
          {
            ...attributes,
            includeBatchInIndex,
          },
        );
      const [values, inImage] = pooled(false) as [tf.Tensor, tf.Tensor];
      const [, inBatch] = pooled(true) as [tf.Tensor, tf.Tensor];
      return { values, inImage, inBatch };
    },
    inputs: { x },
  });

  it('drawn at random, with equal numbers', async () => {
    const calls = Array.from({ length: 40 }, (_, seed) => {
      const random = new Random(seed, 'argmax');
      const { shape, attributes } = drawn(random, 2);
      const { filterSize, strides, pad } = attributes;
      // Without a rounding mode a padding must fit, but "same" does always.
      const fits = Array.isArray(pad) || typeof pad === 'number' ? 'same' : pad;
      const count = tf.util.sizeFromShape(shape);
      const values = Array.from({ length: count }, () => random.integer(4) - 2);
      const x = random.uniform() < 0.5 ? integers(shape, values) : floats(shape, values);
      return call(x, { filterSize, strides, pad: random.uniform() < 0.7 ? fits : 'valid' });
    });
    await assertAgree(calls);
  });

  it('of nothing but padding, of no number, of minus infinity, of integers beyond float32', async () => {
    const attributes: Attributes = { filterSize: [2, 2], strides: [1, 1], pad: 3 };
    const square = (values: number[]): HostTensor => floats([1, 2, 2, 1], values);
    await assertAgree([
      ...[[1, 2, 3, 4], Array<number>(4).fill(NaN), Array<number>(4).fill(-Infinity), [NaN, 1, NaN, -Infinity]].map(
        (values) => call(square(values), attributes),
      ),
      call(integers([1, 2, 2, 1], [2 ** 24, 2 ** 24 + 1, -(2 ** 31), 7]), attributes),
      call(floats([0, 2, 2, 1], []), attributes),
    ]);
  });
});
