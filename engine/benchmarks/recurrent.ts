/** A recurrent layer read at its last step by a classifier, over sequences of 50 steps. */
import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../losses/cross-entropy';
import { affine, dense, parameters } from './dense';
import { labels, noise, type Workload } from './workload';

export const [BATCH, TIME, INPUTS, UNITS] = [32, 50, 32, 128] as const;

/** The workload of a recurrent layer: its weights, and its hidden states (B, T, H) for a batch of sequences. */
export function recurrent(
  id: string,
  title: string,
  layer: () => { variables: tf.Variable[]; states: (x: tf.Tensor3D) => tf.Tensor3D },
): Workload {
  return {
    id,
    title,
    build() {
      const { variables, states } = layer();
      const head = dense(UNITS, 10);
      return {
        variables: [...variables, ...parameters(head)],
        inputs: { x: noise(BATCH, TIME, INPUTS), y: labels(BATCH, 10) },
        loss({ x, y }) {
          const last = tf.slice(states(x as tf.Tensor3D), [0, TIME - 1, 0], [BATCH, 1, UNITS]);
          return crossEntropy(affine(head[0]!, tf.reshape(last, [BATCH, UNITS])), y as tf.Tensor1D);
        },
      };
    },
  };
}
