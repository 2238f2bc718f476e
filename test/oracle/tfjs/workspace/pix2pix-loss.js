import * as tf from '@tensorflow/tfjs';

export const l1 = (a, b) => tf.tidy(() => tf.mean(tf.abs(tf.sub(a, b))));

export function dice(truth, guess, smooth = 1) {
  const flatTruth = truth.flatten();
  const flatGuess = guess.flatten();
  const overlap = tf.sum(tf.mul(flatTruth, flatGuess));
  return overlap.mul(2).add(smooth).div(flatTruth.sum().add(flatGuess.sum()).add(smooth));
}

export function focal(labels, logits, { gamma = 2, alpha = 0.25 } = {}) {
  const p = tf.sigmoid(logits);
  const cross = tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0, 0);
  const weight = tf.where(labels.equal(1), p.mul(-1).add(1), p).pow(gamma);
  return weight.mul(alpha).mean();
}

const truth = tf.zeros([2, 8, 8, 1]);
const guess = tf.ones([2, 8, 8, 1]);
const a = l1(truth, guess);
const b = dice(truth, guess);
const c = focal(truth, guess);
const hinge = tf.losses.hingeLoss(truth, guess);
const huber = tf.losses.huberLoss(truth, guess);
const cosine = tf.losses.cosineDistance(tf.ones([3, 4]), tf.ones([3, 4]), 1);
