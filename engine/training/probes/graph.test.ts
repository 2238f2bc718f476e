/** The probe of a graph of layers: one that is called twice, and batch normalization. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import type { Device } from '../../backends/device';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import { startReference } from '../../backends/reference';
import { crossEntropy } from '../../losses/cross-entropy';
import { createOptimizer } from '../../optimizers/optimizer';
import { variableOf } from '../network-state';
import { resolve } from '../resolve';
import { Accumulation, Update, type Training } from '../update';
import { statisticsProbe } from './statistics';
import { BATCH, batchOf, CLASSES, LEARNING_RATE, numbers } from './testing/batches';

for (const [title, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(2)],
] as const) {
  describe(`the probe of a graph of layers: ${title}`, () => {
    let device: Device;
    before(async () => {
      device = await start();
    });

    it('sees every call of a shared layer, and every layer of a graph with batch normalization', async () => {
      const run = async (isProbed: boolean) => {
        const model = graph();
        const variables = model.trainableWeights.map(variableOf);
        const { optimizer: settings } = resolve('digits-cnn', {});
        const optimizer = createOptimizer(settings, variables);
        const training: Training = {
          precision: 'float32',
          variables,
          forward({ inputs, targets }) {
            const logits = model.apply(inputs!, { training: true }) as tf.Tensor;
            return { loss: crossEntropy(logits, targets!), logits };
          },
          update: (gradients, inputs) => ({ norm: optimizer.apply(gradients, inputs).norm }),
        };
        const probe = statisticsProbe(model, training);
        const accumulation = new Accumulation(device, training);
        const update = new Update(device, isProbed ? probe.training : training, accumulation);
        const { inputs, targets } = batchOf(1, [4]);
        const part = { inputs: { inputs, targets }, weight: BATCH };
        const [results] = await update.run([part], optimizer.inputs(1, LEARNING_RATE));
        const report = isProbed ? probe.read(results!) : null;
        const weights = model.weights.map((weight) => variableOf(weight).dataSync<'float32'>().slice());
        for (const made of [probe, accumulation, update, optimizer, model]) made.dispose();
        return { report, weights };
      };
      const [plain, { report, weights }] = [await run(false), await run(true)];
      assert.deepEqual(weights, plain.weights);
      const seen = report!.layers.map(({ layer }) => layer);
      assert.deepEqual(seen, ['first', 'normal', 'shared', 'shared', 'sum', 'logits']);
      assert.ok(report!.layers.every(({ gradientNorm }) => gradientNorm! > 0));
      const [, normal] = report!.layers;
      assert.ok(Math.abs(normal!.mean!) < 1e-5 && Math.abs(normal!.deviation! - 1) < 0.05);
      const named = report!.weights.map(({ weight }) => weight);
      assert.deepEqual(named.slice(0, 4), ['first/kernel', 'first/bias', 'normal/gamma', 'normal/beta']);
    });
  });
}

/** A layer called twice, (B, 4) → (B, classes). */
function graph(): layers.LayersModel {
  const kernel = (seed: number, shape: number[]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return { shape, values: numbers(size, seed) };
  };
  const input = layers.input({ shape: [4] });
  const first = layers.layers.dense({ name: 'first', units: 5, activation: 'tanh' }).apply(input);
  const normal = layers.layers.batchNormalization({ name: 'normal' }).apply(first);
  const shared = layers.layers.dense({ name: 'shared', units: 5, activation: 'relu' });
  const once = shared.apply(normal) as layers.SymbolicTensor;
  const twice = shared.apply(once) as layers.SymbolicTensor;
  const sum = layers.layers.add({ name: 'sum' }).apply([once, twice]);
  const logits = layers.layers.dense({ name: 'logits', units: CLASSES }).apply(sum) as layers.SymbolicTensor;
  const model = layers.model({ inputs: input, outputs: logits });
  model.trainableWeights
    .filter(({ originalName }) => originalName.endsWith('/kernel'))
    .forEach((weight, seed) => {
      const { values, shape } = kernel(seed, weight.shape as number[]);
      tf.tidy(() => {
        weight.write(tf.tensor(values, shape));
      });
    });
  return model;
}
