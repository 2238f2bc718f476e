import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import { assertAgree, type Call } from './testing/agreement';
import { filled, floats, integers } from './testing/tensors';

interface Case {
  images: [B: number, H: number, W: number, C: number];
  boxes: number[][];
  numbers: number[];
  size: [number, number];
  type?: 'float32' | 'int32';
  outside?: number;
}

const call = (random: Random, { images, boxes, numbers, size, type = 'float32', outside = 0 }: Case): Call => ({
  title: JSON.stringify({ images, boxes, numbers, size, type }),
  step: ({ x, boxes: edges, numbers: which }) => {
    const crop = (method: 'bilinear' | 'nearest') =>
      tf.image.cropAndResize(x as tf.Tensor4D, edges as tf.Tensor2D, which as tf.Tensor1D, size, method, outside);
    return { bilinear: crop('bilinear'), nearest: crop('nearest') };
  },
  inputs: {
    x: filled(random, images, type),
    boxes: floats([boxes.length, 4], boxes.flat()),
    numbers: integers([numbers.length], numbers),
  },
});

function drawn(seed: number): Case {
  const random = new Random(seed, 'crops');
  const among = (least: number, most: number): number => least + random.integer(most - least + 1);
  const images: Case['images'] = [among(1, 3), among(1, 7), among(1, 7), among(1, 4)];
  const count = among(1, 4);
  // Edges in eighths fall on pixels, between them, on the image's edge and beyond.
  const edge = (): number => (random.uniform() < 0.5 ? among(-2, 10) / 8 : random.uniform(-0.3, 1.3));
  return {
    images,
    boxes: Array.from({ length: count }, () => [edge(), edge(), edge(), edge()]),
    numbers: Array.from({ length: count }, () => random.integer(images[0])),
    size: [among(1, 9), among(1, 9)],
    type: random.uniform() < 0.3 ? 'int32' : 'float32',
    outside: random.normal(),
  };
}

const whole = [0, 0, 1, 1];

describe('crops as of the cpu backend', () => {
  it('drawn at random', async () => {
    await assertAgree(Array.from({ length: 30 }, (_, seed) => call(new Random(seed, 'pixels'), drawn(seed))));
  });

  it('of the whole image at every size: its last pixel is inside', async () => {
    const sizes = Array.from({ length: 24 }, (_, i) => i + 1);
    const random = new Random(1);
    await assertAgree(
      sizes.map((size) =>
        call(random, { images: [1, 8, 12, 1], boxes: [whole], numbers: [0], size: [size, size], outside: -5 }),
      ),
    );
  });

  it('of no box, of images without pixels, of one pixel', async () => {
    const random = new Random(2);
    const box: Pick<Case, 'boxes' | 'numbers' | 'size'> = { boxes: [whole], numbers: [0], size: [2, 3] };
    await assertAgree([
      call(random, { images: [1, 4, 4, 2], boxes: [], numbers: [], size: [2, 3] }),
      call(random, { images: [1, 0, 4, 2], ...box }),
      call(random, { images: [0, 4, 4, 2], ...box }),
      call(random, { images: [1, 4, 4, 0], ...box }),
      call(random, { images: [1, 1, 1, 3], ...box }),
    ]);
  });

  it('of boxes outside, upside down, infinite or not a number, and of images that there are none of', async () => {
    const random = new Random(3);
    const boxes = [
      [2, 2, 3, 3],
      [-3, -3, -2, -2],
      [1, 1, 0, 0],
      [-Infinity, 0, 1, Infinity],
      [NaN, 0, 1, 1],
      [0, 0, NaN, 2],
      whole,
      whole,
    ];
    const numbers = [0, 1, 0, 1, 0, 1, 2, -1];
    await assertAgree(
      (
        [
          [3, 3],
          [1, 1],
          [1, 4],
        ] as const
      ).map(([h, w]) => call(random, { images: [2, 4, 5, 2], boxes, numbers, size: [h, w], outside: 7 })),
    );
  });
});
