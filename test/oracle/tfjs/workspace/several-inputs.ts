import * as tf from '@tensorflow/tfjs';

const words = tf.input({ shape: [12], name: 'words', dtype: 'int32' });
const numbers = tf.input({ shape: [4], name: 'numbers' });
const picture = tf.input({ shape: [16, 16, 1], name: 'picture' });

const embedded = tf.layers.embedding({ inputDim: 50, outputDim: 8 }).apply(words) as tf.SymbolicTensor;
const text = tf.layers.globalMaxPooling1d().apply(embedded) as tf.SymbolicTensor;
const scaled = tf.layers.dense({ units: 6, activation: 'relu' }).apply(numbers) as tf.SymbolicTensor;
const convolved = tf.layers.conv2d({ filters: 4, kernelSize: 5, activation: 'relu' }).apply(picture);
const pooled = tf.layers.maxPooling2d({ poolSize: [3, 3] }).apply(convolved);
const seen = tf.layers.flatten().apply(pooled) as tf.SymbolicTensor;

const joint = tf.layers.concatenate().apply([text, scaled, seen]) as tf.SymbolicTensor;
const hidden = tf.layers.dense({ units: 16, activation: 'tanh' }).apply(joint) as tf.SymbolicTensor;
const price = tf.layers.dense({ units: 1, name: 'price' }).apply(hidden) as tf.SymbolicTensor;
const kind = tf.layers.dense({ units: 3, activation: 'softmax', name: 'kind' }).apply(hidden) as tf.SymbolicTensor;

const model = tf.model({ inputs: [words, numbers, picture], outputs: [price, kind] });
model.compile({ optimizer: 'adam', loss: ['meanSquaredError', 'categoricalCrossentropy'] });

const samples = 8;
const data = [
  tf.randomUniform([samples, 12], 0, 50, 'int32'),
  tf.randomNormal([samples, 4]),
  tf.zeros([samples, 16, 16, 1]),
];
const prices = tf.randomUniform([samples, 1]);
const kinds = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32'), 3);
void model.fit(data, [prices, kinds], { epochs: 1, batchSize: 4 });
const [predicted, probabilities] = model.predict(data) as tf.Tensor[];
const certain = probabilities.max(1);

/** One side has no axis of time: it is repeated over it. */
const steps = tf.input({ shape: [7, 4] });
const context = tf.input({ shape: [4] });
const gated = tf.layers.multiply().apply([steps, context]) as tf.SymbolicTensor;
const shifted = tf.layers.add().apply([context, gated]) as tf.SymbolicTensor;
const grid = tf.layers.maximum().apply([tf.input({ shape: [2, 1, 4] }), shifted]) as tf.SymbolicTensor;
const gating = tf.model({ inputs: [steps, context], outputs: shifted });
const moved = gating.predict([tf.ones([3, 7, 4]), tf.ones([3, 4])]) as tf.Tensor;
