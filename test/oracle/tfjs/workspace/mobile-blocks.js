import * as tf from '@tensorflow/tfjs';

const { layers } = tf;

function separable(x, filters, strides) {
  let y = layers.depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', useBias: false }).apply(x);
  y = layers.batchNormalization({ axis: -1 }).apply(y);
  y = layers.reLU({ maxValue: 6 }).apply(y);
  y = layers.conv2d({ filters, kernelSize: 1, useBias: false }).apply(y);
  return layers.batchNormalization().apply(y);
}

function inverted(x, expansion, filters) {
  const channels = x.shape[3];
  const wide = layers.conv2d({ filters: channels * expansion, kernelSize: 1, activation: 'relu6' }).apply(x);
  const mixed = separable(wide, filters, 1);
  return channels === filters ? layers.add().apply([x, mixed]) : mixed;
}

function mobile(size, classes) {
  const image = tf.input({ shape: [size, size, 3] });
  let x = layers.conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: 'same' }).apply(image);
  x = separable(x, 12, 2);
  x = inverted(x, 3, 12);
  x = inverted(x, 2, 16);
  x = layers.separableConv2d({ filters: 20, kernelSize: 3, padding: 'valid', depthMultiplier: 1 }).apply(x);
  x = layers.zeroPadding2d({ padding: [[0, 1], [0, 1]] }).apply(x);
  const pooled = layers.globalAveragePooling2d({}).apply(x);
  const gate = layers.dense({ units: 20, activation: 'sigmoid' }).apply(pooled);
  const gated = layers.multiply().apply([pooled, gate]);
  const scores = layers.dense({ units: classes }).apply(gated);
  return tf.model({ inputs: image, outputs: scores });
}

const model = mobile(40, 9);
const scores = model.predict(tf.zeros([2, 40, 40, 3]));
const probabilities = tf.softmax(scores);
const entropy = probabilities.mul(tf.logSoftmax(scores)).sum(-1).neg();
const taps = model.layers.length;
