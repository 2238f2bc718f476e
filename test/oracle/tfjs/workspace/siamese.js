const tf = require('@tensorflow/tfjs');

function tower(size) {
  const input = tf.input({ shape: [size] });
  const hidden = tf.layers.dense({ units: 10, activation: 'relu' }).apply(input);
  const code = tf.layers.dense({ units: 4 }).apply(hidden);
  return tf.model({ inputs: input, outputs: code });
}

const embed = tower(6);
const left = tf.input({ shape: [6] });
const right = tf.input({ shape: [6] });
const a = embed.apply(left);
const b = embed.apply(right);
const joined = tf.layers.concatenate().apply([a, b]);
const same = tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(joined);
const model = tf.model({ inputs: [left, right], outputs: [same] });
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
const x = [tf.zeros([4, 6]), tf.ones([4, 6])];
const y = model.predict(x);
const codes = embed.predict(tf.zeros([3, 6]));
const distances = codes.expandDims(1).sub(codes.expandDims(0)).square().sum(2);
