const tf = require('@tensorflow/tfjs');

const encoderInput = tf.input({ shape: [null, 7] });
const encoder = tf.layers.lstm({ units: 5, returnState: true });
const [, stateH, stateC] = encoder.apply(encoderInput);
const joined = tf.layers.concatenate().apply([stateH, stateC]);
const start = tf.layers.dense({ units: 9 }).apply(joined);
const model = tf.model({ inputs: encoderInput, outputs: start });
const short = model.predict(tf.zeros([2, 3, 7]));
const long = model.predict(tf.zeros([4, 11, 7]));
const free = tf.input({ shape: [null, null, 3] });
const convolved = tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same' }).apply(free);
const pooled = tf.layers.globalAveragePooling2d({}).apply(convolved);
const any = tf.model({ inputs: free, outputs: pooled });
const answer = any.predict(tf.zeros([1, 9, 13, 3]));
