const tf = require('@tensorflow/tfjs');

const cars = [
  { mpg: 18, horsepower: 130, weight: 3500 },
  { mpg: 15, horsepower: 165, weight: 3693 },
  { mpg: 24, horsepower: 95, weight: 2372 },
  { mpg: 27, horsepower: 88, weight: 2130 },
];

function toTensors(rows) {
  return tf.tidy(() => {
    tf.util && rows;
    const inputs = rows.map((d) => [d.horsepower, d.weight]);
    const labels = rows.map((d) => d.mpg);
    const inputTensor = tf.tensor2d(inputs, [inputs.length, 2]);
    const labelTensor = tf.tensor2d(labels, [labels.length, 1]);
    const inputMax = inputTensor.max(0);
    const inputMin = inputTensor.min(0);
    const normalized = inputTensor.sub(inputMin).div(inputMax.sub(inputMin));
    return { inputs: normalized, labels: labelTensor, inputMax, inputMin };
  });
}

const clean = cars.filter((car) => car.mpg != null && car.weight > 2200);
const prepared = toTensors(clean);
const { inputs, labels } = prepared;
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [2], units: 3, useBias: true }));
model.add(tf.layers.dense({ units: 1, useBias: true }));
model.compile({ optimizer: tf.train.adam(), loss: tf.losses.meanSquaredError, metrics: ['mse'] });
const guess = model.predict(inputs);
const back = guess.mul(10).add(prepared.inputMax.max());
const total = cars.reduce((sum, car) => sum + car.weight, 0);
const constant = tf.fill([cars.length, 2], total);
