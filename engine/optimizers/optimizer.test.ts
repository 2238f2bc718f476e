import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { optimizerSchema } from '../training/specification/optimizer';
import type { Specification } from '../training/specification/specification';
import { createOptimizer } from './optimizer';
import { optimizers } from './optimizers.generated';

type Settings = Specification['optimizer'];

const settings = (type: Settings['type']): Settings =>
  v.parse(optimizerSchema, {
    type,
    learningRate: 0.1,
    momentum: type === 'sgd' ? 0.9 : 0,
    weightDecay: 0.01,
    clipNorm: 5,
  });

/**
 * PyTorch 1.13: five steps on Σ((1, 2, 3)·w − 1)² from w = (0.5, −1, 2) with learning rate 0.1, weight decay 0.01,
 * clip_grad_norm_(5), momentum 0.9 for SGD.
 */
const expected: Record<'sgd' | 'adam', number[][]> = {
  adam: [
    [0.6, -0.9, 1.9],
    [0.6991755, -0.8000175, 1.7999977],
    [0.796436, -0.7000675, 1.6999911],
    [0.8899059, -0.6001686, 1.599978],
    [0.9764361, -0.5003436, 1.4999557],
  ],
  sgd: [
    [0.5149672, -0.8133935, 1.5339838],
    [0.5480903, -0.4261914, 0.6637293],
    [0.6247036, 0.3108975, -0.4317299],
    [0.7200806, 1.0284854, -0.9209293],
    [0.8173829, 1.5812795, -0.868977],
  ],
};

async function weightsAfterEachStep(type: Settings['type']): Promise<number[][]> {
  const device = await startOnnxruntime(1);
  const weight = tf.variable(tf.tensor([0.5, -1, 2]), true, `${type}-weight`);
  const optimizer = createOptimizer(settings(type), [weight]);
  const step = device.compile((inputs) => {
    const loss = (): tf.Scalar => tf.sum(tf.square(tf.sub(tf.mul(weight, [1, 2, 3]), 1)));
    const { value, grads } = tf.variableGrads(loss, [weight]);
    optimizer.apply(grads, inputs);
    return { loss: value };
  });
  const weights: number[][] = [];
  for (let i = 1; i <= 5; i++) {
    await step.run(optimizer.inputs(i, 0.1));
    weights.push([...weight.dataSync()]);
  }
  step.dispose();
  optimizer.dispose();
  weight.dispose();
  return weights;
}

describe('optimizers', () => {
  for (const type of ['sgd', 'adam'] as const) {
    it(`${type} follows PyTorch, with weight decay and clipping`, async () => {
      const actual = await weightsAfterEachStep(type);
      actual.flat().forEach((value, i) => {
        assert.ok(Math.abs(value - expected[type].flat()[i]!) < 2e-6, `${value} is not ${expected[type].flat()[i]}`);
      });
    });
  }

  it('names every slot after its variable', async () => {
    await startOnnxruntime(1);
    const weight = tf.variable(tf.zeros([2]), true, 'dense/kernel');
    const optimizer = createOptimizer(settings('adam'), [weight]);
    assert.deepEqual(Object.keys(optimizer.slots), ['dense/kernel/firstMoment', 'dense/kernel/secondMoment']);
    optimizer.dispose();
    weight.dispose();
  });

  it('has a family for every type of a specification', () => {
    const types = optimizerSchema.entries.type.pipe[0].wrapped.options;
    assert.deepEqual(optimizers.map(({ id }) => id).sort(), [...types].sort());
  });

  it('fills in the defaults of the type', () => {
    const defaults = (type: Settings['type']) => v.parse(optimizerSchema, { type });
    assert.deepEqual(
      [defaults('sgd').weightDecay, defaults('adamw').weightDecay, defaults('adadelta').learningRate],
      [0, 0.01, 1],
    );
    assert.deepEqual([defaults('rmsprop').rho, defaults('adadelta').rho, defaults('lion').beta2], [0.99, 0.9, 0.99]);
    assert.equal(v.parse(optimizerSchema, { type: 'adagrad', epsilon: 1 }).epsilon, 1);
  });
});
