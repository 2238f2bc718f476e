import * as tf from '@tensorflow/tfjs';

const series = Array.from({ length: 40 }, (_, i) => Math.sin(i / 5));
const WINDOW = 8;

function windows(values, size) {
  const inputs = [];
  const targets = [];
  for (let i = 0; i + size < values.length; i++) {
    inputs.push(values.slice(i, i + size));
    targets.push(values[i + size]);
  }
  return { inputs, targets };
}

const { inputs, targets } = windows(series, WINDOW);
const flat = tf.tensor2d(inputs, [inputs.length, WINDOW]);
const xs = flat.reshape([-1, WINDOW, 1]);
const ys = tf.tensor2d(targets, [targets.length, 1]);

const model = tf.sequential();
model.add(tf.layers.conv1d({ filters: 4, kernelSize: 3, inputShape: [WINDOW, 1], activation: 'relu' }));
model.add(tf.layers.averagePooling1d({ poolSize: 2 }));
model.add(tf.layers.bidirectional({ layer: tf.layers.gru({ units: 5 }), mergeMode: 'concat' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });

async function train() {
  await model.fit(xs, ys, { epochs: 1, validationSplit: 0.2 });
  const last = xs.slice([xs.shape[0] - 1, 0, 0], [1, WINDOW, 1]);
  const guess = model.predict(last);
  return guess;
}

train().then((guess) => {
  const value = guess.squeeze();
});
