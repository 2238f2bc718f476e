import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../losses/cross-entropy';
import { affine, dense, parameters } from '../dense';
import { filled, labels, noise, weight, type Workload } from '../workload';

const conv = (x: tf.Tensor4D, kernel: tf.Variable, bias: tf.Variable): tf.Tensor4D =>
  tf.relu(tf.add(tf.conv2d(x, kernel as tf.Tensor as tf.Tensor4D, 1, 'valid'), bias));

export const workload: Workload = {
  id: 'cnn',
  title: 'CNN 32-64-pool-128-10 on 28×28, batch 64',
  build() {
    const kernels = [weight(3, 3, 1, 32), weight(3, 3, 32, 64)] as const;
    const biases = [filled(0, 32), filled(0, 64)] as const;
    const [hidden, out] = dense(9216, 128, 10);
    return {
      variables: [...kernels, ...biases, ...parameters([hidden!, out!])],
      inputs: { x: noise(64, 28, 28, 1), y: labels(64, 10) },
      loss({ x, y }) {
        const first = conv(x as tf.Tensor4D, kernels[0], biases[0]); // (B, 26, 26, 32)
        const pooled = tf.maxPool(conv(first, kernels[1], biases[1]), 2, 2, 'valid'); // (B, 12, 12, 64)
        const h = tf.relu(affine(hidden!, tf.reshape(pooled, [64, 9216])));
        return crossEntropy(affine(out!, h), y as tf.Tensor1D);
      },
    };
  },
};
