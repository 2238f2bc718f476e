import * as tf from '@tensorflow/tfjs';

const VOCABULARY = 40;
const TAGS = 6;
const LENGTH = 10;

function tagger(width: number): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: VOCABULARY, outputDim: width, inputLength: LENGTH }));
  const recurrent = tf.layers.gru({ units: width, returnSequences: true }) as tf.RNN;
  model.add(tf.layers.bidirectional({ layer: recurrent, mergeMode: 'concat' }));
  model.add(tf.layers.dropout({ rate: 0.1 }));
  model.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: TAGS, activation: 'softmax' }) }));
  return model;
}

const model = tagger(12);
model.compile({ loss: 'categoricalCrossentropy', optimizer: tf.train.rmsprop(0.01), metrics: ['accuracy'] });
const sentences = tf.randomUniform([5, LENGTH], 0, VOCABULARY, 'int32');
const gold = tf.randomUniform([5, LENGTH], 0, TAGS, 'int32');
const targets = tf.oneHot(gold as tf.Tensor2D, TAGS).toFloat();
void model.fit(sentences, targets, { epochs: 1 });
const scores = model.predict(sentences) as tf.Tensor3D;
const tags = scores.argMax(2);
const right = tags.equal(gold).sum(1);
const accuracy = right.toFloat().div(LENGTH);
const counts = tf.oneHot(tags.flatten(), TAGS).sum(0);

const classifier = tf.sequential({
  layers: [
    tf.layers.simpleRNN({ units: 8, inputShape: [LENGTH, 3], returnSequences: true }),
    tf.layers.gru({ units: 4 }),
    tf.layers.dense({ units: 1, activation: 'sigmoid' }),
  ],
});
const chance = classifier.predict(tf.ones([2, LENGTH, 3])) as tf.Tensor;
