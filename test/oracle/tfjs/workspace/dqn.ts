import * as tf from '@tensorflow/tfjs';

interface Transition {
  state: number[];
  action: number;
  reward: number;
  next: number[];
}

class ReplayMemory {
  private readonly buffer: Transition[] = [];
  constructor(readonly capacity: number) {}
  append(item: Transition): void {
    this.buffer.push(item);
  }
  sample(size: number): Transition[] {
    return this.buffer.slice(0, size);
  }
}

const network = (inputs: number, actions: number): tf.Sequential => {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 24, activation: 'relu', inputShape: [inputs] }));
  model.add(tf.layers.dense({ units: actions }));
  return model;
};

const memory = new ReplayMemory(10);
for (let i = 0; i < 8; i++) {
  memory.append({ state: [i, i + 1, 0], action: i % 2, reward: 1, next: [i + 1, i, 0] });
}
const online = network(3, 2);
const target = network(3, 2);
const batch = memory.sample(6);

const loss = () =>
  tf.tidy(() => {
    const states = tf.tensor2d(batch.map((t) => t.state));
    const actions = tf.tensor1d(batch.map((t) => t.action), 'int32');
    const values = online.apply(states, { training: true }) as tf.Tensor2D;
    const chosen = values.mul(tf.oneHot(actions, 2)).sum(-1);
    const rewards = tf.tensor1d(batch.map((t) => t.reward));
    const future = target.predict(tf.tensor2d(batch.map(({ next }) => next))) as tf.Tensor2D;
    const best = future.max(-1);
    const wanted = rewards.add(best.mul(0.99));
    return tf.losses.meanSquaredError(wanted, chosen) as tf.Scalar;
  });
const { value, grads } = tf.variableGrads(loss);
tf.train.adam(0.001).applyGradients(grads);
const after = loss();
