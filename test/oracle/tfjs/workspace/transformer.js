import * as tf from '@tensorflow/tfjs';

const settings = { vocabulary: 20, width: 16, heads: 2, depth: 2, context: 6 };

const linear = (inputs, outputs) => {
  const weight = tf.variable(tf.randomNormal([inputs, outputs]));
  const bias = tf.variable(tf.zeros([outputs]));
  return (x) => {
    const [b, t, c] = x.shape;
    return x.reshape([b * t, c]).matMul(weight).add(bias).reshape([b, t, outputs]);
  };
};

const norm = (x) => {
  const { mean, variance } = tf.moments(x, -1, true);
  return x.sub(mean).div(variance.add(1e-5).sqrt());
};

function attention({ width, heads }) {
  const project = linear(width, 3 * width);
  const out = linear(width, width);
  return (x) => {
    const [batch, time] = x.shape;
    const [q, k, v] = project(x)
      .split(3, -1)
      .map((part) => part.reshape([batch, time, heads, width / heads]).transpose([0, 2, 1, 3]));
    const scores = q.matMul(k, false, true).mul(1 / Math.sqrt(width / heads));
    const mask = tf.linalg.bandPart(tf.ones([time, time]), -1, 0);
    const masked = tf.where(mask.equal(0), tf.fill(scores.shape, -1e9), scores);
    const mixed = masked.softmax().matMul(v);
    return out(mixed.transpose([0, 2, 1, 3]).reshape([batch, time, width]));
  };
}

function gpt(config) {
  const { vocabulary, width, depth, context } = config;
  const tokens = tf.variable(tf.randomNormal([vocabulary, width]));
  const positions = tf.variable(tf.randomNormal([context, width]));
  const blocks = Array.from({ length: depth }, () => ({ attend: attention(config), up: linear(width, 4 * width), down: linear(4 * width, width) }));
  const head = linear(width, vocabulary);
  return (ids) => {
    const time = ids.shape[1];
    let x = tokens.gather(ids).add(positions.slice([0, 0], [time, width]));
    for (const { attend, up, down } of blocks) {
      x = x.add(attend(norm(x)));
      x = x.add(down(up(norm(x)).relu()));
    }
    const logits = head(norm(x));
    return logits;
  };
}

const model = gpt(settings);
const ids = tf.tensor2d([[1, 2, 3, 4], [5, 6, 7, 8]], [2, 4], 'int32');
const logits = model(ids);
const last = logits.slice([0, 3, 0], [2, 1, 20]).squeeze([1]);
const loss = tf.losses.softmaxCrossEntropy(tf.oneHot(ids, settings.vocabulary).toFloat(), logits);
