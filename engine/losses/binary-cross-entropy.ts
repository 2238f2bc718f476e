import * as tf from '@tensorflow/tfjs-core';
import { binaryLoss } from './support/binary';

/**
 * log(1 + eᶻ) − z·y, as torch.nn.functional.binary_cross_entropy_with_logits; stable, since softplus is. Smoothing by ε
 * moves y to y·(1 − ε) + ε/2, as it does for two logits.
 */
export const loss = binaryLoss(
  {
    id: 'binaryCrossEntropy',
    title: 'Binary cross-entropy',
    equation: 'binary-cross-entropy-with-logits',
    smooths: true,
  },
  (logits, labels, smoothing) => {
    const smooth = smoothing > 0 ? tf.add(tf.mul(labels, 1 - smoothing), smoothing / 2) : labels;
    return tf.sub(tf.softplus(logits), tf.mul(logits, smooth));
  },
);
