import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../data/random';
import { assertAgree, type Call } from './testing/agreement';
import { filled } from './testing/tensors';

/** The convolution and both gradients, the sum of whose squares is taken: 2y comes back. */
function call(random: Random, kind: 'conv2d' | 'depthwiseConv2d'): Call {
  const among = (least: number, most: number): number => least + random.integer(most - least + 1);
  const kernel = [among(1, 5), among(1, 5)];
  const pad = among(0, 3);
  const strides: [number, number] = [among(1, 3), among(1, 3)];
  const shape = [2, among(5, 8), among(5, 8), 2];
  return {
    title: JSON.stringify({ kind, shape, kernel, pad, strides }),
    step: ({ x, filter }) => {
      const convolved = (image: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
        tf[kind](image as tf.Tensor4D, weights as tf.Tensor4D, strides, pad, 'NHWC', 1, 'floor');
      const [dx, dw] = tf.grads((image, weights) => tf.sum(tf.square(convolved(image, weights))))([x!, filter!]);
      return { y: convolved(x!, filter!), dx: dx!, dw: dw! };
    },
    inputs: { x: filled(random, shape), filter: filled(random, [...kernel, 2, 3]) },
  };
}

describe('convolutions as on the cpu backend', () => {
  // tfjs counts the results of both axes by the kernel and the stride of the first: some windows are left out.
  for (const kind of ['conv2d', 'depthwiseConv2d'] as const) {
    it(`${kind}, of oblong kernels and strides, padded by one number`, async () => {
      const calls = Array.from({ length: 20 }, (_, seed) => call(new Random(seed, kind), kind));
      await assertAgree(calls, { tolerance: 1e-5 });
    });
  }
});
