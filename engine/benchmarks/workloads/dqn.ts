import * as tf from '@tensorflow/tfjs-core';
import { dense, forward, parameters } from '../dense';
import { labels, noise, type Workload } from '../workload';

const DISCOUNT = 0.99;

/** One step of deep Q-learning with a target network (Mnih et al. 2015): goal r + γ max Q⁻(s′, ·), mean squared error. */
export const workload: Workload = {
  id: 'dqn',
  title: 'DQN 4-120-84-2, batch 128',
  build() {
    const online = dense(4, 120, 84, 2);
    const target = dense(4, 120, 84, 2);
    return {
      variables: parameters(online),
      inputs: { state: noise(128, 4), next: noise(128, 4), action: labels(128, 2), reward: noise(128) },
      loss({ state, next, action, reward }) {
        const goal = tf.add(reward!, tf.mul(DISCOUNT, tf.max(forward(target, next as tf.Tensor2D, tf.relu), 1)));
        const values = forward(online, state as tf.Tensor2D, tf.relu); // (B, actions)
        const taken = tf.sum(tf.mul(values, tf.oneHot(action as tf.Tensor1D, 2)), 1);
        return tf.mean(tf.squaredDifference(taken, goal));
      },
    };
  },
};
