import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device, Step, StepInput } from '../device';
import { startReference } from '../reference';
import { startOnnxruntime } from './device';

/** tfjs's own optimizers, whose slots are made when they are first applied. */
const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  nesterov: () => tf.train.momentum(0.1, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(1, 0.9),
  adam: () => tf.train.adam(0.1),
  adamax: () => tf.train.adamax(0.1, 0.9, 0.999, 1e-8, 0.1),
  rmsprop: () => tf.train.rmsprop(0.1, 0.9, 0.5),
  'rmsprop, centered': () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-7, true),
};

const STEPS = 5;

/** A batch (4, 3), another one each step. */
const batch = (step: number): StepInput => ({
  shape: [4, 3],
  dtype: 'float32',
  values: Float32Array.from({ length: 12 }, (_, i) => Math.sin(7 * i + step)),
});

interface Trained {
  losses: number[];
  weights: number[];
}

/** Two weights, y = tanh(x·W + b), and a loss that both reach. */
async function train(device: Device, optimizer: tf.Optimizer): Promise<Trained> {
  const variable = (values: number[], shape: number[]) => tf.tidy(() => tf.variable(tf.tensor(values, shape)));
  const weights = [variable([0.3, -0.2, 0.5, 0.1, -0.4, 0.2], [3, 2]), variable([0.1, -0.1], [2])];
  const loss = (x: tf.Tensor) =>
    tf.mean(tf.square(tf.sub(tf.tanh(tf.add(tf.matMul(x, weights[0]!), weights[1]!)), 0.5)));
  const step: Step = ({ x }) => ({ loss: optimizer.minimize(() => loss(x!) as tf.Scalar, true, weights)! });
  const compiled = device.compile(step);
  const losses = [];
  for (let i = 0; i < STEPS; i++) losses.push((await compiled.run({ x: batch(i) })).loss!.values[0]!);
  const trained = weights.flatMap((weight) => [...weight.dataSync()]);
  compiled.dispose();
  optimizer.dispose();
  tf.dispose(weights);
  return { losses, weights: trained };
}

const assertClose = (actual: number[], expected: number[]): void => {
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= 1e-6, `element ${i}: ${value} is not ${expected[i]}`);
  });
};

describe('variables made in a step', () => {
  for (const [name, optimizer] of Object.entries(optimizers)) {
    it(`are state from the first run on: tfjs's ${name}, as on the reference`, async () => {
      const expected = await train(await startReference(), optimizer());
      const device = await startOnnxruntime(1);
      const tensors = tf.memory().numTensors;
      const actual = await train(device, optimizer());
      assertClose(actual.losses, expected.losses);
      assertClose(actual.weights, expected.weights);
      const held = name === 'momentum' || name === 'nesterov' ? 1 : 0; // tfjs's momentum never disposes its own c
      assert.equal(tf.memory().numTensors - tensors, held, 'nothing is left behind');
    });
  }

  it('keep their values when the learning rate is set', async () => {
    const rates = [0.1, 0.1, 0.01, 0.5];
    const walk = async (device: Device): Promise<number[]> => {
      const optimizer = tf.train.momentum(rates[0]!, 0.9);
      const weight = tf.tidy(() => tf.variable(tf.scalar(1)));
      const step = device.compile(() => ({ loss: optimizer.minimize(() => tf.square(weight), true, [weight])! }));
      for (const rate of rates) {
        optimizer.setLearningRate(rate);
        await step.run({});
      }
      step.dispose();
      return [...weight.dataSync()];
    };
    const expected = await walk(await startReference());
    assertClose(await walk(await startOnnxruntime(1)), expected);
  });

  it('begin with their value, read as they are, and are one for all shapes', async () => {
    const device = await startOnnxruntime(1);
    let total: tf.Variable | undefined;
    const step = device.compile(({ x }) => {
      total ??= tf.variable(tf.fill([], 10), false);
      total.assign(tf.add(total, tf.sum(x!)));
      return { total };
    });
    const ones = (count: number) => ({
      x: { shape: [count], dtype: 'float32' as const, values: new Float32Array(count).fill(1) },
    });
    assert.deepEqual([...(await step.run(ones(2))).total!.values], [12]);
    assert.deepEqual([...(await step.run(ones(3))).total!.values], [15]);
    assert.deepEqual([...total!.dataSync()], [15]);
    step.dispose();
    total!.dispose();
  });

  it('are refused where each step would make another, or where an input decides their value', async () => {
    const device = await startOnnxruntime(1);
    const refused = async (step: Step) => {
      const tensors = tf.memory().numTensors;
      const compiled = device.compile(step);
      await assert.rejects(
        compiled.run({ x: 1 }),
        /the variable.* is made inside .*made-variables\.test\.ts:\d+.*before the first run/,
      );
      assert.equal(tf.memory().numTensors, tensors, 'nothing is left behind');
    };
    await refused(({ x }) => ({ y: tf.add(tf.variable(tf.zeros([])), x!) }));
    let late: tf.Variable | undefined;
    await refused(({ x }) => ({ y: (late ??= tf.variable(tf.mul(x!, 2))) }));
  });
});
