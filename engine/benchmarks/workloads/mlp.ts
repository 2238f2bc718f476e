import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../losses/cross-entropy';
import { dense, forward, parameters } from '../dense';
import { labels, noise, type Workload } from '../workload';

export const workload: Workload = {
  id: 'mlp',
  title: 'MLP 784-512-512-10, batch 128',
  build() {
    const layers = dense(784, 512, 512, 10);
    return {
      variables: parameters(layers),
      inputs: { x: noise(128, 784), y: labels(128, 10) },
      loss: (inputs) => crossEntropy(forward(layers, inputs.x as tf.Tensor2D, tf.relu), inputs.y as tf.Tensor1D),
    };
  },
};
