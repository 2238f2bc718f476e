import * as tf from '@tensorflow/tfjs-core';
import { binaryLoss } from './support/binary';

/** max(0, 1 − s·z) with s = ±1 for class 1 and 0: zero beyond the margin. A support vector machine's, with l2. */
export const loss = binaryLoss({ id: 'hinge', title: 'Hinge', equation: 'hinge' }, (logits, labels) => {
  const side = tf.sub(tf.mul(labels, 2), 1);
  return tf.relu(tf.sub(1, tf.mul(side, logits)));
});
