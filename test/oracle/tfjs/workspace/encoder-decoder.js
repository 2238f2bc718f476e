import * as tf from '@tensorflow/tfjs';

const [SOURCE, TARGET, UNITS] = [15, 18, 10];

const source = tf.input({ shape: [7, SOURCE] });
const encoder = tf.layers.lstm({ units: UNITS, returnState: true });
const [summary, hidden, cell] = encoder.apply(source);

const target = tf.input({ shape: [null, TARGET] });
const decoder = tf.layers.lstm({ units: UNITS, returnSequences: true });
const decoded = decoder.apply(target, { initialState: [hidden, cell] });
const scores = tf.layers.dense({ units: TARGET, activation: 'softmax' }).apply(decoded);
const model = tf.model({ inputs: [source, target], outputs: scores });

const question = tf.oneHot(tf.tensor2d([[1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1]], [2, 7], 'int32'), SOURCE);
const answer = tf.zeros([2, 9, TARGET]);
const translated = model.predict([question.toFloat(), answer]);
const words = translated.argMax(-1);

const summarize = tf.model({ inputs: source, outputs: [summary, hidden, cell] });
const [vector] = summarize.predict(question.toFloat());
const repeated = tf.layers.repeatVector({ n: 9 }).apply(vector);
const joined = tf.concat([repeated, answer], 2);
const mixer = tf.sequential();
mixer.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 5 }), inputShape: [9, 28] }));
mixer.add(tf.layers.permute({ dims: [2, 1] }));
mixer.add(tf.layers.reshape({ targetShape: [3, 15] }));
const mixed = mixer.predict(joined);

/** States to begin with behind the sequence, in one list. */
const begun = tf.input({ shape: UNITS });
const steps = tf.layers.gru({ units: UNITS, returnSequences: true, returnState: true });
const [spoken, last] = steps.apply([target, begun]);
const speaker = tf.model({ inputs: [target, begun], outputs: [spoken, last] });
const [said, kept] = speaker.predict([answer, tf.zeros([2, UNITS])]);
