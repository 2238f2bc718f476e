/** What the goldens (test/golden) do not reach: other layouts, ties. */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { startDevice } from '../devices';

/** Small integers that repeat, so that sums are exact and maxima tie. */
const integers = (shape: number[]): tf.Tensor =>
  tf.tensor(
    Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => ((i * 7) % 5) - 2),
    shape,
  );

const values = (tensors: tf.Tensor[]): number[][] => tensors.map((tensor) => [...tensor.dataSync()]);

describe('gradients', () => {
  for (const device of ['reference', 'cpu'] as const) {
    it(`of a dilated convolution, channels first as channels last: ${device}`, async () => {
      await startDevice(device);
      const [x, filter] = [integers([1, 5, 4, 2]), integers([2, 2, 2, 3])];
      const convolve = (format: 'NHWC' | 'NCHW') => (image: tf.Tensor, kernel: tf.Tensor) =>
        tf.conv2d(image as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same', format, [2, 2]);
      const [dx, dw] = tf.grads(convolve('NHWC'))([x, filter], integers([1, 5, 4, 3]));
      const first = (image: tf.Tensor) => tf.transpose(image, [0, 3, 1, 2]);
      const found = tf.grads(convolve('NCHW'))([first(x), filter], first(integers([1, 5, 4, 3])));
      assert.deepEqual(values(found), values([first(dx!), dw!]));
    });
  }

  it('of a dilation whose maxima tie go to the first, as on the reference', async () => {
    const found = [];
    for (const device of ['reference', 'cpu'] as const) {
      await startDevice(device);
      const dilate = (image: tf.Tensor, kernel: tf.Tensor) =>
        tf.dilation2d(image as tf.Tensor4D, kernel as tf.Tensor3D, [1, 2], 'same', [2, 1]);
      const [x, filter] = [integers([2, 4, 5, 2]), tf.zeros([2, 3, 2])];
      found.push(values(tf.grads(dilate)([x, filter])));
    }
    assert.deepEqual(found[1], found[0]);
  });
});
