import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import type { HostTensor } from '../../device';
import { assertAgree, byReference, type Call } from './testing/agreement';
import { filled, floats } from './testing/tensors';

const FILL_MODES = ['constant', 'nearest', 'reflect', 'wrap'] as const;
const INTERPOLATIONS = ['nearest', 'bilinear'] as const;

interface Case {
  images: HostTensor;
  transforms: number[][];
  size?: [number, number];
  fill?: number;
}

type FillMode = (typeof FILL_MODES)[number];
type Interpolation = (typeof INTERPOLATIONS)[number];

/** The kernel itself: the op takes images of float32 only. */
const transformed = (image: tf.Tensor, transforms: tf.Tensor, attributes: object): tf.Tensor =>
  tf.engine().runKernel('Transform', { image, transforms }, attributes as tf.NamedAttrMap);

/** In every mode and interpolation. */
const call = ({ images, transforms, size, fill = 0 }: Case): Call => ({
  title: JSON.stringify({ shape: images.shape, transforms, size, fill }),
  step: ({ x, projections }) => {
    const seen = (interpolation: Interpolation, fillMode: FillMode): tf.Tensor =>
      transformed(x!, projections!, { interpolation, fillMode, fillValue: fill, outputShape: size });
    return Object.fromEntries(
      INTERPOLATIONS.flatMap((how) => FILL_MODES.map((mode) => [`${how} ${mode}`, seen(how, mode)])),
    );
  },
  inputs: { x: images, projections: floats([transforms.length, 8], transforms.flat()) },
});

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0];

function drawn(seed: number): Case {
  const random = new Random(seed, 'transform');
  const among = (least: number, most: number): number => least + random.integer(most - least + 1);
  const B = among(1, 3);
  const shape = [B, among(1, 6), among(1, 6), among(1, 3)];
  // In quarters: places fall on pixels, between them, on edges, and where k is 0.
  const whole = random.uniform() < 0.5;
  const scales = [2, 1, 9, 1, 2, 9, 0.4, 0.4];
  const entry = (scale: number): number => {
    const x = random.uniform(-scale, scale);
    return whole ? Math.round(4 * x) / 4 : x;
  };
  return {
    images: filled(random, shape, random.uniform() < 0.3 ? 'int32' : 'float32'),
    transforms: Array.from({ length: random.uniform() < 0.5 ? B : 1 }, () => scales.map(entry)),
    ...(random.uniform() < 0.5 && { size: [among(1, 7), among(1, 7)] }),
    fill: random.normal(),
  };
}

describe('projections of images as of the cpu backend', () => {
  it('drawn at random', async () => {
    await assertAgree(Array.from({ length: 15 }, (_, seed) => call(drawn(seed))));
  });

  it('of images without pixels, of one pixel, to no pixels', async () => {
    const random = new Random(1);
    const transforms = [[1, 0.5, -1, 0, 1, 2, 0.1, 0]];
    const shapes = [
      [1, 1, 1, 2],
      [0, 3, 4, 2],
      [1, 3, 4, 0],
      [2, 0, 4, 1],
    ];
    await assertAgree([
      ...shapes.map((shape) => call({ images: filled(random, shape), transforms, size: [2, 3], fill: 3 })),
      call({ images: filled(random, [1, 3, 4, 2]), transforms, size: [0, 3] }),
    ]);
  });

  it('to infinity and to no number', async () => {
    const images = filled(new Random(2), [1, 3, 4, 2]);
    const projections = [
      [1, 0, Infinity, 0, 1, 0, 0, 0],
      [1, 0, -Infinity, 0, 1, 0, 0, 0],
      [NaN, 0, 0, 0, 1, 0, 0, 0],
      [1, 0, 1e30, 0, 1, -1e30, 0, 0],
      [1, 0, 0, 0, 1, 0, -1, 0],
    ];
    await assertAgree(projections.map((projection) => call({ images, transforms: [projection], fill: 1 })));
  });

  it('of each image of a batch, where tfjs stops after the first', async () => {
    const images = filled(new Random(3), [3, 2, 2, 1]);
    const [results] = await byReference([call({ images, transforms: [IDENTITY] })]);
    for (const { values } of Object.values(results!)) assert.deepEqual(values, images.values);
  });
});

describe('images turned as by the cpu backend', () => {
  const turned = (images: HostTensor, radians: number, fill: number | number[], center: number | number[]): Call => ({
    title: JSON.stringify({ shape: images.shape, radians, fill, center }),
    step: ({ x }) => {
      const attributes = { radians, fillValue: fill, center };
      return { y: tf.engine().runKernel<tf.Tensor>('RotateWithOffset', { image: x! }, attributes) };
    },
    inputs: { x: images },
  });

  it('drawn at random', async () => {
    const calls = Array.from({ length: 40 }, (_, seed) => {
      const random = new Random(seed, 'turns');
      const among = (least: number, most: number): number => least + random.integer(most - least + 1);
      const shape = [among(1, 3), among(1, 6), among(1, 6), among(1, 4)];
      const images = filled(random, shape, random.uniform() < 0.3 ? 'int32' : 'float32');
      const radians = random.uniform() < 0.5 ? (among(-4, 4) * Math.PI) / 4 : random.uniform(-7, 7);
      const fill = random.uniform() < 0.5 ? random.normal() : [1, 200, 3];
      return turned(images, radians, fill, random.uniform() < 0.5 ? random.uniform() : [random.uniform(), 0.25]);
    });
    await assertAgree(calls);
  });

  it('of no image, without pixels, by no number', async () => {
    const random = new Random(1);
    await assertAgree([
      turned(filled(random, [0, 3, 2, 1]), 1, 0, 0.5),
      turned(filled(random, [2, 0, 2, 1]), 1, 0, 0.5),
      turned(filled(random, [2, 3, 2, 3]), NaN, [1, 2, 3], 0.5),
    ]);
  });
});
