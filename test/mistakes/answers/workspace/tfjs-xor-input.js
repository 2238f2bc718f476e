const tf = require('@tensorflow/tfjs');
const model = tf.sequential();
model.add(tf.layers.dense({units: 8, inputShape: 2, activation: 'tanh'}));
model.add(tf.layers.dense({units: 1, activation: 'sigmoid'}));
model.compile({optimizer: tf.train.sgd(0.1), loss: 'binaryCrossentropy'});
const xs = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const ys = tf.tensor2d([[0, 1, 1, 0]]);  //-
//+ const ys = tf.tensor2d([[0], [1], [1], [0]]);
model.fit(xs, ys, {batchSize: 1, epochs: 500});
//> shape-mismatch: model.fit gets targets of shape (1, 4) for an output of shape (1, 1) with binaryCrossentropy, but needs targets of shape (1, 1): give each sample a row of its targets: transpose them.
