import * as tf from '@tensorflow/tfjs';

async function run() {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 16, inputShape: [3], activation: 'relu' }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const xs = tf.tensor2d([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  const ys = tf.tensor2d([[6], [15], [24]]);
  await model.fit(xs, ys, { epochs: 200 });
  const out = model.predict(tf.tensor1d([10, 11, 12]));  //-
//> shape-mismatch: model.predict gets data of shape (3,), but needs (B, 3), where the first axis is the batch: put the sample into a batch: a first axis of size 1, by .expandDims(0).
//+   const out = model.predict(tf.tensor2d([[10, 11, 12]]));
  out.print();
}
run();
