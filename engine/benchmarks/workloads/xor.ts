import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../losses/cross-entropy';
import { dense, forward, parameters } from '../dense';
import { type Workload } from '../workload';

/** 2-8-2 with tanh on the four samples of XOR: nothing but overhead. */
export const workload: Workload = {
  id: 'xor',
  title: 'XOR MLP 2-8-2',
  build() {
    const layers = dense(2, 8, 2);
    const x = { shape: [4, 2], dtype: 'float32' as const, values: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1) };
    const y = { shape: [4], dtype: 'int32' as const, values: Int32Array.of(0, 1, 1, 0) };
    return {
      variables: parameters(layers),
      inputs: { x, y },
      loss: (inputs) => crossEntropy(forward(layers, inputs.x as tf.Tensor2D, tf.tanh), inputs.y as tf.Tensor1D),
    };
  },
};
