/** A program: prints gradients that tfjs by itself has wrong, from the device that its argument names. */
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';

const ramp = (shape: number[]): tf.Tensor => {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin(i)),
    shape,
  );
};

const step: Step = () => {
  // The stride is in the fused kernel's attributes only, which tfjs keeps from the gradient.
  const convolve = (x: tf.Tensor, filter: tf.Tensor) =>
    tf.square(tf.fused.conv2d({ x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, strides: 2, pad: 'same' }));
  const [x, filter] = tf.grads(convolve)([ramp([1, 6, 6, 2]), ramp([3, 3, 2, 3])]);
  // tfjs does not sum over the axis along which b is repeated.
  const [a, b] = tf.grads((a, b) => tf.maximum(a, b))([ramp([3, 2]), tf.zeros([2])]);
  return { x: x!, filter: filter!, a: a!, b: b! };
};

async function main(): Promise<void> {
  const { device } = await startDevice(process.argv[2] === 'tensorflow' ? 'tensorflow' : 'reference');
  const results = await device.compile(step).run({});
  const values = Object.entries(results).map(([name, { shape, values }]) => [name, shape, [...values]]);
  process.stdout.write(JSON.stringify({ device: device.id, values }));
}

void main();
