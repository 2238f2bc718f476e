import * as tf from '@tensorflow/tfjs';

const init = (rows, columns) => tf.variable(tf.randomNormal([rows, columns], 0, 0.1));
const parameters = {
  w1: init(6, 16),
  b1: tf.variable(tf.zeros([16])),
  w2: init(16, 3),
  b2: tf.variable(tf.zeros([3])),
};

function forward(x, { w1, b1, w2, b2 } = parameters) {
  const hidden = x.matMul(w1).add(b1).tanh();
  const logits = hidden.matMul(w2).add(b2);
  return logits;
}

const x = tf.randomNormal([9, 6]);
const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2], 'int32'), 3);
const optimizer = tf.train.adam(0.01);
const loss = () => tf.losses.softmaxCrossEntropy(y, forward(x)).asScalar();
for (let i = 0; i < 2; ++i) optimizer.minimize(loss);
const logits = forward(x);
const accuracy = logits.argMax(1).equal(y.argMax(1)).mean();
