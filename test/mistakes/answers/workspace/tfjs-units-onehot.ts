import * as tf from '@tensorflow/tfjs';
interface Sample { features: number[]; label: number; }
const samples: Sample[] = [{features: [1, 2, 3, 4], label: 0}, {features: [2, 3, 4, 5], label: 2}];
const NUM_CLASSES = 3;
function toTensors(data: Sample[]): [tf.Tensor2D, tf.Tensor2D] {
  const xs = tf.tensor2d(data.map(d => d.features), [data.length, 4]);
  const ys = tf.oneHot(tf.tensor1d(data.map(d => d.label), 'int32'), NUM_CLASSES) as tf.Tensor2D;
  return [xs, ys];
}
const [xs, ys] = toTensors(samples);
const model = tf.sequential();
model.add(tf.layers.dense({inputShape: [4], units: 10, activation: 'relu'}));
model.add(tf.layers.dense({units: 2, activation: 'softmax'}));  //-
//+ model.add(tf.layers.dense({units: NUM_CLASSES, activation: 'softmax'}));
model.compile({optimizer: tf.train.adam(), loss: 'categoricalCrossentropy', metrics: ['accuracy']});
await model.fit(xs, ys, {epochs: 40});
//> shape-mismatch: model.fit gets targets of shape (2, 3) for an output of shape (2, 2) with categoricalCrossentropy, but needs targets of shape (2, 2): give the last layer as many units as there are targets.
