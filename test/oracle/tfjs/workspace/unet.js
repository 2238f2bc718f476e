const tf = require('@tensorflow/tfjs');
const { layers } = tf;

const conv = (filters) => layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' });

function down(x, filters) {
  const skip = conv(filters).apply(x);
  const smaller = layers.maxPooling2d({ poolSize: 2 }).apply(skip);
  return { skip, smaller };
}

function up(x, skip, filters) {
  const larger = layers.upSampling2d({ size: [2, 2] }).apply(x);
  const merged = layers.concatenate({ axis: -1 }).apply([larger, skip]);
  return conv(filters).apply(merged);
}

const input = tf.input({ shape: [32, 32, 3] });
const skips = [];
let x = input;
for (const filters of [4, 8]) {
  const { skip, smaller } = down(x, filters);
  skips.push(skip);
  x = smaller;
}
x = conv(16).apply(x);
for (const filters of [8, 4]) {
  x = up(x, skips.pop(), filters);
}
const mask = layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }).apply(x);
const model = tf.model({ inputs: input, outputs: mask });
const prediction = model.predict(tf.zeros([1, 32, 32, 3]));
