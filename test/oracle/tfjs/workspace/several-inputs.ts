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
