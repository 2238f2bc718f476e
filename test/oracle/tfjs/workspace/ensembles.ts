import * as tf from '@tensorflow/tfjs';

type Maker = (units: number) => tf.Sequential;

const make: Maker = (units) =>
  tf.sequential({
    layers: [tf.layers.dense({ units, inputShape: [5], activation: 'tanh' }), tf.layers.dense({ units: 3 })],
  });

const models = [4, 8, 12].map(make);
const x = tf.ones([6, 5]) as tf.Tensor2D;
const votes = models.map((model) => model.predict(x) as tf.Tensor2D);
const stacked = tf.stack(votes);
const average = stacked.mean(0);
const best = average.argMax(1);
const [one, ...others] = votes;
const rest = tf.concat(others, 1);

function evaluate(model: tf.Sequential, data?: tf.Tensor2D): tf.Tensor {
  const input = data ?? x;
  const output = model.predict(input) as tf.Tensor;
  return output;
}

const plain = evaluate(models[0]);
const given = evaluate(models[1], tf.zeros([2, 5]));
const chosen = models.find((_, i) => i === 2)!;
const last = evaluate(chosen);
