/** The probed step: the plain one's bits, and statistics that a few loops over plain numbers give as well. */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device } from '../../backends/device';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import { startReference } from '../../backends/reference';
import { Network } from '../network';
import { resolve } from '../resolve';
import { BATCH, batchOf, CLASSES, LEARNING_RATE } from './testing/batches';
import { expectedReport, matrix } from './testing/dense';
import { classifying } from '../testing/classifying';

const create = (device: Device, inputShape: number[], overrides: Record<string, unknown>): Network =>
  Network.create(resolve('digits-cnn', overrides), classifying(inputShape, CLASSES), device);

type Rows = readonly Readonly<Record<string, string | number | null>>[];

function assertRows(actual: Rows, expected: Rows): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((row, index) => {
    assert.deepEqual(Object.keys(actual[index]!), Object.keys(row));
    for (const [name, value] of Object.entries(row)) {
      const found = actual[index]![name];
      const what = `${Object.values(row)[0]} ${name}: ${found}, not ${value}`;
      if (typeof value !== 'number') assert.equal(found, value, what);
      else assert.ok(Math.abs((found as number) - value) <= 1e-5 * Math.max(0.01, Math.abs(value)), what);
    }
  });
}

for (const [title, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(2)],
] as const) {
  describe(`the probed step: ${title}`, () => {
    let device: Device;
    before(async () => {
      device = await start();
    });

    for (const activation of ['relu', 'tanh']) {
      it(`tells what plain loops tell, with dead units and flat ones: ${activation}`, async () => {
        const network = create(device, [2, 2], {
          'model.architecture': 'mlp',
          'model.params': { units: [7, 5], activation },
          'optimizer.type': 'sgd',
        });
        const state = await network.read();
        const biases = state.weights.get('dense1/bias')!.values;
        // Far enough to be dead or flat, near enough that float32 keeps an update of the bias.
        biases.set([-10, -10]);
        network.write(state, 'the test');
        const dense = ['dense1', 'dense2', 'logits'].map((name) => ({
          name,
          activation: name === 'logits' ? 'linear' : activation,
          kernel: matrix(state.weights.get(`${name}/kernel`)!),
          bias: matrix(state.weights.get(`${name}/bias`)!),
        }));
        const batch = batchOf(1, [2, 2]);
        const call = { step: 1, learningRate: LEARNING_RATE, isProbed: true };
        const { report } = await network.train(batch, call);
        const flattened = { ...batch, inputs: { ...batch.inputs, shape: [BATCH, 4] } };
        const expected = expectedReport(dense, flattened);
        assertRows(report!.layers, expected.layers);
        assertRows(report!.weights, expected.weights);
        const { dead, saturated } = report!.layers[1]!;
        assert.ok(activation === 'relu' ? dead! >= 2 / 7 - 1e-6 : saturated! >= 2 / 7 - 1e-6);
        network.dispose();
      });
    }

    for (const architecture of ['mlp', 'cnn']) {
      for (const accumulate of [1, 2]) {
        it(`moves the weights to the bits of the plain step: ${architecture}, parts: ${accumulate}`, async () => {
          const params = architecture === 'mlp' ? { units: [16, 8] } : { filters: [4, 8], units: [8] };
          const overrides = {
            'model.architecture': architecture,
            'model.params': { ...params, dropout: 0.3 },
            'training.accumulate': accumulate,
            'optimizer.clipNorm': 0.5,
          };
          const [plain, probed] = [create(device, [8, 8, 2], overrides), create(device, [8, 8, 2], overrides)];
          for (let step = 1; step <= 4; step++) {
            const batch = batchOf(step, [8, 8, 2]);
            const { report: none, ...expected } = await plain.train(batch, { step, learningRate: LEARNING_RATE });
            const call = { step, learningRate: LEARNING_RATE, isProbed: true };
            const { report, ...actual } = await probed.train(batch, call);
            assert.deepEqual(actual, expected);
            assert.deepEqual([none, report?.layers.at(-1)?.layer], [null, 'logits']);
          }
          assert.deepEqual(await probed.read(), await plain.read());
          for (const network of [plain, probed]) network.dispose();
        });
      }
    }

    it('is traced when it is first asked for, and leaves nothing behind', async () => {
      const traced: string[] = [];
      let compiled = 0;
      const watched: Device = {
        ...device,
        compile(step) {
          const name = `step ${compiled++}`;
          return device.compile((inputs) => {
            if (!traced.includes(name)) traced.push(name);
            return step(inputs);
          });
        },
      };
      const { numTensors } = tf.memory();
      const network = create(watched, [2, 2], { 'model.architecture': 'mlp' });
      const call = { step: 1, learningRate: LEARNING_RATE };
      await network.train(batchOf(1, [2, 2]), call);
      await network.train(batchOf(1, [2, 2]), call);
      assert.equal(traced.length, 1);
      const between = tf.memory().numTensors;
      await network.train(batchOf(1, [2, 2]), { ...call, isProbed: true });
      assert.equal(traced.length, 2);
      assert.equal(tf.memory().numTensors, between);
      network.dispose();
      assert.equal(tf.memory().numTensors, numTensors);
    });
  });
}
