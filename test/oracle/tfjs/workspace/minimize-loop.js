const tf = require('@tensorflow/tfjs');

const samples = 64;
const x = tf.randomNormal([samples, 3]);
const truth = tf.tensor2d([[1.5], [-2], [0.5]]);
const y = x.matMul(truth).add(0.3);

const w1 = tf.variable(tf.randomNormal([3, 10]));
const b1 = tf.variable(tf.zeros([10]));
const w2 = tf.variable(tf.randomNormal([10, 1]));
const b2 = tf.variable(tf.scalar(0));
const average = tf.variable(tf.zeros([10, 1]), false);

const predict = (input) =>
  tf.tidy(() => {
    const hidden = tf.tanh(tf.add(tf.matMul(input, w1), b1));
    return tf.add(tf.matMul(hidden, w2), b2);
  });

const meanSquare = (prediction, label) => prediction.sub(label).square().mean();

const optimizer = tf.train.momentum(0.05, 0.9);
const size = 16;
for (let epoch = 0; epoch < 3; epoch++) {
  for (let start = 0; start < samples; start += size) {
    const inputs = x.slice([start, 0], [size, 3]);
    const labels = y.slice([start, 0], [size, 1]);
    const cost = optimizer.minimize(() => meanSquare(predict(inputs), labels), true, [w1, b1, w2, b2]);
    average.assign(average.mul(0.9).add(w2.mul(0.1)));
    cost.dispose();
  }
}
const final = meanSquare(predict(x), y);
const gradient = tf.grad((weights) => x.matMul(weights).sub(y).square().sum())(truth);
const step = truth.sub(gradient.mul(0.01));
