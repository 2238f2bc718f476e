import * as tf from '@tensorflow/tfjs';

const FRAMES = 43;
const BINS = 20;
const COMMANDS = ['yes', 'no', 'stop', 'go'];

function spectral(units) {
  const model = tf.sequential();
  model.add(tf.layers.conv1d({ filters: 16, kernelSize: 5, activation: 'relu', inputShape: [FRAMES, BINS] }));
  model.add(tf.layers.maxPooling1d({ poolSize: 2 }));
  model.add(tf.layers.conv1d({ filters: 32, kernelSize: 3, strides: 2, activation: 'relu' }));
  model.add(tf.layers.maxPooling1d({ poolSize: 3, strides: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units, activation: 'relu' }));
  model.add(tf.layers.dense({ units: COMMANDS.length, activation: 'softmax' }));
  return model;
}

const sound = tf.randomNormal([44 * 16]);
const framed = tf.signal.frame(sound, 32, 16);
const windowed = framed.mul(tf.signal.hannWindow(32));
const energies = windowed.abs().slice([0, 0], [FRAMES, BINS]);
const { mean, variance } = tf.moments(energies, 0);
const normalized = energies.sub(mean).div(variance.sqrt());
const input = normalized.reshape([1, FRAMES, BINS]);

const model = spectral(24);
model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
const batch = tf.concat([input, input, tf.zerosLike(input)], 0);
const labels = tf.tensor2d([[0], [1], [3]]);
model.fit(batch, labels, { batchSize: 1, epochs: 1 });
const output = model.predict(input);
const heard = COMMANDS[output.argMax(1).dataSync()[0]];
const wave = tf.conv1d(sound.expandDims(1), tf.ones([9, 1, 2]), 4, 'same');
const peaks = wave.max(0);
