import * as tf from '@tensorflow/tfjs';

const data = [];
for (let i = 0; i < 20; i++) {
  const x = i / 10;
  data.push([x, 3 * x + 1]);
}
const points = tf.tensor2d(data);
const [xs, ys] = points.split(2, 1);
const w = tf.variable(tf.scalar(0));
const b = tf.variable(tf.zeros([1]));
const predict = (x) => x.mul(w).add(b);
const loss = (guess, truth) => guess.sub(truth).square().mean();
const optimizer = tf.train.sgd(0.1);
for (let step = 0; step < 3; step++) {
  const cost = optimizer.minimize(() => loss(predict(xs), ys), true);
}
const final = predict(tf.linspace(0, 1, 5));
const error = tf.tidy(() => {
  const guess = predict(xs);
  return guess.sub(ys).abs().max();
});
