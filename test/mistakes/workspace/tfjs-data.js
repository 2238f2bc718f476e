import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.dense({ units: 32, inputShape: [10], activation: 'relu' }));
model.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
const xs = tf.randomNormal([100, 8]);
const ys = tf.oneHot(tf.randomUniform([100], 0, 4, 'int32'), 4);
await model.fit(xs, ys, { epochs: 5 });
//> shape-mismatch: model.fit gets data of shape (100, 8), but needs (B, 10), where the first axis is the batch: give the first layer the shape of one sample, (8,), or change the data.
//>   line 7: the input of shape (100, 8) comes from here
