import * as tf from '@tensorflow/tfjs';

const FEATURES = ['age', 'income', 'height'];
const rows = Array.from({ length: 40 }, (_, i) => ({ age: 20 + i, income: 3 * i, height: 1.5, label: i % 2 }));

function toTensors(records) {
  const inputs = records.map((record) => FEATURES.map((name) => record[name]));
  const labels = records.map(({ label }) => [label]);
  return { xs: tf.tensor2d(inputs), ys: tf.tensor2d(labels) };
}

const { xs, ys } = toTensors(rows);
const low = xs.min(0);
const scaled = xs.sub(low).div(xs.max(0).sub(low).add(1e-7));
const trainCount = Math.floor(rows.length * 0.8);
const [trainX, testX] = tf.split(scaled, [trainCount, rows.length - trainCount], 0);
const [trainY, testY] = tf.split(ys, [32, 8]);

const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [FEATURES.length], units: 8, activation: 'relu' }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ],
});
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });

async function train(epochs, batchSize) {
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = Array.from(tf.util.createShuffledIndices(trainCount));
    for (let at = 0; at + batchSize <= trainCount; at += batchSize) {
      const chosen = tf.tensor1d(order.slice(at, at + batchSize), 'int32');
      const x = trainX.gather(chosen);
      const y = trainY.gather(chosen);
      await model.trainOnBatch(x, y);
    }
  }
  const chances = model.predict(testX);
  const guesses = chances.greater(0.5).toFloat();
  const accuracy = guesses.equal(testY).toFloat().mean();
  const confusion = tf.math.confusionMatrix(testY.flatten().toInt(), guesses.flatten().toInt(), 2);
  return accuracy;
}
train(2, 8);
const sample = tf.tensor2d([[30, 60, 1.8]], [1, 3]);
const chance = model.predict(sample.sub(low));
