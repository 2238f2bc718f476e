/** Sequences laid out time first, (T, B, C): the steps of one are contiguous blocks. */
import * as tf from '@tensorflow/tfjs-core';

/** The steps of a sequence: (T, B, C) → T × (B, C). */
export const overTime = (sequence: tf.Tensor): tf.Tensor[] => tf.unstack(sequence);

/** T × (B, C) → (T, B, C) */
export const stackTime = (steps: tf.Tensor[]): tf.Tensor => tf.stack(steps);

/** (T, B, C) → (T·B, C) */
export const rows = (sequence: tf.Tensor): tf.Tensor => tf.reshape(sequence, [-1, sequence.shape[2]!]);

/** The sequence one step later, zeros first: what each step finds as its previous state. */
export function shifted(sequence: tf.Tensor): tf.Tensor {
  const [time, batch, channels] = sequence.shape as [number, number, number];
  const first: tf.Tensor = tf.zeros([1, batch, channels]);
  return time === 1 ? first : tf.concat([first, tf.slice(sequence, 0, time - 1)], 0);
}
