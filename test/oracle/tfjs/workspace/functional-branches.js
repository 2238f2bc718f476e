const tf = require('@tensorflow/tfjs-node');

const image = tf.input({ shape: [16, 16, 3] });
const facts = tf.input({ shape: [5] });
const conv = tf.layers.conv2d({ filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(image);
const pooled = tf.layers.globalAveragePooling2d({}).apply(conv);
const hidden = tf.layers.dense({ units: 6 }).apply(facts);
const joined = tf.layers.concatenate().apply([pooled, hidden]);
const summed = tf.layers.add().apply([pooled, hidden]);
const both = tf.layers.concatenate({ axis: 1 }).apply([joined, summed]);
const output = tf.layers.dense({ units: 2, activation: 'softmax' }).apply(both);
const model = tf.model({ inputs: [image, facts], outputs: output });
const answer = model.predict([tf.zeros([3, 16, 16, 3]), tf.ones([3, 5])]);
