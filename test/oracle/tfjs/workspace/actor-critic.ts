import * as tf from '@tensorflow/tfjs';

class Agent {
  private readonly trunk: tf.layers.Layer;
  private readonly policy: tf.layers.Layer;
  private readonly value: tf.layers.Layer;
  private readonly optimizer = tf.train.adam(0.01);

  constructor(readonly states: number, readonly actions: number) {
    this.trunk = tf.layers.dense({ units: 16, activation: 'relu', inputShape: [states] });
    this.policy = tf.layers.dense({ units: actions });
    this.value = tf.layers.dense({ units: 1 });
  }

  forward(states: tf.Tensor2D) {
    const hidden = this.trunk.apply(states) as tf.Tensor2D;
    const logits = this.policy.apply(hidden) as tf.Tensor2D;
    const value = (this.value.apply(hidden) as tf.Tensor2D).squeeze([1]);
    return { logits, value };
  }

  learn(states: tf.Tensor2D, actions: tf.Tensor1D, returns: tf.Tensor1D): tf.Scalar | null {
    return this.optimizer.minimize(() => {
      const { logits, value } = this.forward(states);
      const advantage = returns.sub(value);
      const chosen = tf.logSoftmax(logits).mul(tf.oneHot(actions, this.actions)).sum(1);
      const actor = chosen.mul(advantage).mean().neg();
      const critic = tf.losses.huberLoss(returns, value) as tf.Scalar;
      return actor.add(critic) as tf.Scalar;
    }, true);
  }
}

function discounted(rewards: number[], factor: number): number[] {
  const returns: number[] = [];
  let total = 0;
  for (const reward of [...rewards].reverse()) {
    total = reward + factor * total;
    returns.unshift(total);
  }
  return returns;
}

const agent = new Agent(4, 2);
const states = tf.randomNormal([5, 4]) as tf.Tensor2D;
const before = agent.forward(states);
const sampled = tf.multinomial(before.logits, 1).squeeze([1]) as tf.Tensor1D;
const returns = tf.tensor1d(discounted([1, 0, 0, 1, 1], 0.9));
const cost = agent.learn(states, sampled, returns);
const { logits, value } = agent.forward(states.slice([0, 0], [1, 4]));
const chances = tf.softmax(logits).squeeze();
