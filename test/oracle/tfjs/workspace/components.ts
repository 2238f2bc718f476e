import * as tf from '@tensorflow/tfjs';

const data = tf.randomNormal([50, 6]);
const centred = data.sub(data.mean(0));
const covariance = centred.transpose().matMul(centred).div(49);

const vector = tf.variable(tf.ones([6, 1]));
const found: tf.Tensor2D[] = [];
let rest = covariance;
for (let component = 0; component < 2; component++) {
  vector.assign(tf.ones([6, 1]));
  for (let turn = 0; turn < 5; turn++) {
    const next = rest.matMul(vector);
    vector.assign(next.div(next.norm()));
  }
  const direction = vector.clone() as tf.Tensor2D;
  const strength = direction.transpose().matMul(rest).matMul(direction).reshape([]);
  rest = rest.sub(direction.matMul(direction.transpose()).mul(strength));
  found.push(direction);
}
const basis = tf.concat(found, 1);
const scores = centred.matMul(basis);
const back = scores.matMul(basis, false, true);
const error = tf.losses.meanSquaredError(centred, back);
const [q, r] = tf.linalg.qr(basis);
const kept = tf.variable(tf.zeros([2, 50]));
kept.assign(scores.transpose());
const gram = tf.einsum('ij,ik->jk', scores, scores);
const whole = tf.pad(gram, [[0, 1], [1, 0]]);
const trace = gram.mul(tf.eye(2)).sum();
const upper = tf.linalg.bandPart(covariance, 0, -1);
