import * as tf from '@tensorflow/tfjs-node';

const text: string = 'the quick brown fox jumps over the lazy dog '.repeat(50);
const charSet = Array.from(new Set(Array.from(text)));
const sampleLen = 40;
const charSetSize = 28;

const model = tf.sequential();
model.add(tf.layers.lstm({units: 128, returnSequences: false, inputShape: [sampleLen, charSetSize]}));  //-
//+ model.add(tf.layers.lstm({units: 128, returnSequences: true, inputShape: [sampleLen, charSetSize]}));
model.add(tf.layers.lstm({units: 128}));
//> shape-mismatch: tf.layers.lstm gets an input of shape (B, 128), with 2 axes, but needs 3 axes (batch, time, features): reshape the input, or give the recurrent layer before it returnSequences: true.
model.add(tf.layers.dense({units: charSetSize, activation: 'softmax'}));
model.compile({optimizer: tf.train.rmsprop(0.01), loss: 'categoricalCrossentropy'});
