import * as tf from '@tensorflow/tfjs';

const features = tf.input({ shape: [20], name: 'features' });
const words = tf.input({ shape: [7], name: 'words' });
const state = tf.layers.dense({ units: 9, activation: 'tanh' }).apply(features) as tf.SymbolicTensor;
const repeated = tf.layers.repeatVector({ n: 7 }).apply(state) as tf.SymbolicTensor;
const embedded = tf.layers.embedding({ inputDim: 30, outputDim: 9 }).apply(words) as tf.SymbolicTensor;
const merged = tf.layers.concatenate().apply([repeated, embedded]) as tf.SymbolicTensor;
const sequence = tf.layers.lstm({ units: 11, returnSequences: true }).apply(merged) as tf.SymbolicTensor;
const logits = tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 30 }) }).apply(sequence) as tf.SymbolicTensor;
const model = tf.model({ inputs: [features, words], outputs: logits });
const answer = model.predict([tf.zeros([2, 20]), tf.ones([2, 7])]) as tf.Tensor3D;
const best = answer.argMax(2);
