import * as tf from '@tensorflow/tfjs';

const VOCABULARY = 40;
const LENGTH = 12;

const model = tf.sequential({
  layers: [
    tf.layers.embedding({ inputDim: VOCABULARY, outputDim: 8, inputLength: LENGTH }),
    tf.layers.lstm({ units: 16, returnSequences: true }),
    tf.layers.dropout({ rate: 0.1 }),
    tf.layers.lstm({ units: 10 }),
    tf.layers.dense({ units: VOCABULARY, activation: 'softmax' }),
  ],
});
model.compile({ loss: 'sparseCategoricalCrossentropy', optimizer: tf.train.rmsprop(0.01) });

const tokens = tf.randomUniform([4, LENGTH], 0, VOCABULARY, 'int32');
const next = tf.randomUniform([4], 0, VOCABULARY, 'int32').toFloat();
model.fit(tokens, next, { epochs: 1 }).then(() => {
  const probabilities = model.predict(tokens);
  const word = probabilities.slice([0, 0], [1, VOCABULARY]).argMax(1);
});
