const tf = require('@tensorflow/tfjs');

const OBSERVATIONS = 4;
const ACTIONS = 2;

class Policy {
  constructor(hidden) {
    this.model = tf.sequential();
    const layers = Array.isArray(hidden) ? hidden : [hidden];
    layers.forEach((units, i) => {
      this.model.add(
        tf.layers.dense({ units, activation: 'elu', inputShape: i === 0 ? [OBSERVATIONS] : undefined }),
      );
    });
    this.model.add(tf.layers.dense({ units: 1 }));
  }

  logits(states) {
    return tf.tidy(() => {
      const logit = this.model.predict(states);
      const left = tf.sigmoid(logit);
      const both = tf.concat([left, tf.sub(1, left)], 1);
      return both;
    });
  }
}

const policy = new Policy([6, 5]);
const state = tf.tensor2d([[0.1, 0.2, 0.3, 0.4]]);
const both = policy.logits(state);
const action = tf.multinomial(both.reshape([ACTIONS]), 1, 7, true);
const rewards = [1, 0.5, 0.25];
const discounted = rewards.map((reward, i) => reward * 0.9 ** i);
const returns = tf.tensor1d(discounted);
const baseline = returns.sub(returns.mean());
