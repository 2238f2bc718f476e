import * as tf from '@tensorflow/tfjs-core';
import { affine, dense, parameters } from '../dense';
import { noise, type Workload } from '../workload';

/** log(1 + e^−|l|) + max(l, 0) − l x: binary cross-entropy of logits l and targets x, stable for any l. */
const binaryCrossEntropy = (logits: tf.Tensor2D, x: tf.Tensor): tf.Scalar =>
  tf.sum(tf.add(tf.log1p(tf.exp(tf.neg(tf.abs(logits)))), tf.sub(tf.relu(logits), tf.mul(logits, x))));

/** D(q‖N(0, 1)) = −½ Σ (1 + log σ² − μ² − σ²) (Kingma and Welling 2013, appendix B). */
const divergence = (mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Scalar =>
  tf.mul(-0.5, tf.sum(tf.sub(tf.sub(tf.add(1, logVariance), tf.square(mean)), tf.exp(logVariance))));

export const workload: Workload = {
  id: 'vae',
  title: 'VAE 784-400-20, batch 128',
  build() {
    const layers = dense(784, 400).concat(dense(400, 20), dense(400, 20), dense(20, 400), dense(400, 784));
    const [encode, toMean, toLogVariance, decode, out] = layers;
    return {
      variables: parameters(layers),
      inputs: { x: noise(128, 784), epsilon: noise(128, 20) },
      loss({ x, epsilon }) {
        const h = tf.relu(affine(encode!, x as tf.Tensor2D));
        const mean = affine(toMean!, h);
        const logVariance = affine(toLogVariance!, h);
        const z = tf.add<tf.Tensor2D>(mean, tf.mul(epsilon!, tf.exp(tf.div(logVariance, 2))));
        const logits = affine(out!, tf.relu(affine(decode!, z)));
        return tf.add(binaryCrossEntropy(logits, x!), divergence(mean, logVariance));
      },
    };
  },
};
