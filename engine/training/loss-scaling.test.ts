/**
 * A network whose loss is scaled: on the reference, which knows no float16, powers of 2 round nothing, so that all must
 * be as without them, to the bit, but for the steps that overflow.
 */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device } from '../backends/device';
import { startReference } from '../backends/reference';
import type { Batch } from '../data/batches';
import { Network } from './network';
import { resolve } from './resolve';
import { classifying } from './testing/classifying';

const BATCH = 10;
const FEATURES = 6;
const LEARNING_RATE = 0.01;

/** A scale at which the first steps overflow float32: gradients of such inputs are between 1 and 100. */
const TOO_LARGE = 2 ** 127;

/** Numbers that look random and are the same everywhere. */
const batchOf = (seed: number): Batch => ({
  count: BATCH,
  inputs: {
    shape: [BATCH, FEATURES],
    dtype: 'float32',
    values: Float32Array.from({ length: BATCH * FEATURES }, (_, i) => 40 * Math.sin(i * 12.9898 + seed * 78.233)),
  },
  targets: { shape: [BATCH], dtype: 'int32', values: Int32Array.from({ length: BATCH }, (_, i) => (i + seed) % 3) },
});

const settings = {
  'model.architecture': 'mlp',
  'model.params': { units: [8], activation: 'relu' },
  'optimizer.type': 'adam',
  'optimizer.clipNorm': 1,
};

describe('a network whose loss is scaled', () => {
  let device: Device;
  const made: Network[] = [];
  before(async () => {
    device = await startReference();
  });
  afterEach(() => {
    for (const network of made.splice(0)) network.dispose();
  });

  function create(overrides: object): Network {
    const network = Network.create(
      resolve('digits-cnn', { ...settings, ...overrides }),
      classifying([FEATURES], 3),
      device,
    );
    made.push(network);
    return network;
  }
  const mixed = (overrides: object = {}): Network => create({ 'training.precision': 'mixed', ...overrides });

  async function withScale(network: Network, scale: number): Promise<Network> {
    network.write({ ...(await network.read()), counters: { lossScale: [scale, 0, 0] } }, 'the test');
    return network;
  }

  const train = (network: Network, step: number, isProbed = false) =>
    network.train(batchOf(step), { step, learningRate: LEARNING_RATE, isProbed });

  for (const accumulate of [1, 3]) {
    it(`moves as one whose loss is not, probed too; parts: ${accumulate}`, async () => {
      const [plain, scaled] = [create, mixed].map((make) => make({ 'training.accumulate': accumulate }));
      for (let step = 1; step <= 4; step++) {
        assert.deepEqual(await train(scaled!, step, step > 2), await train(plain!, step, step > 2));
      }
      assert.deepEqual((await scaled!.read()).weights, (await plain!.read()).weights);
    });

    it(`skips steps that overflow, then goes on as if they had not been; parts: ${accumulate}`, async () => {
      const overrides = { 'training.accumulate': accumulate };
      const [plain, scaled] = [create(overrides), await withScale(mixed(overrides), TOO_LARGE)];
      const { numTensors } = tf.memory();
      const taken: number[] = [];
      let scale = TOO_LARGE;
      for (let step = 1; step <= 12; step++) {
        const before = await scaled.read();
        const { loweredScale, gradientNorm, loss } = await train(scaled, step, step % 2 === 0);
        if (loweredScale === null) {
          taken.push(step);
          const same = await plain.train(batchOf(step), { step: taken.length, learningRate: LEARNING_RATE });
          assert.deepEqual([loss, gradientNorm], [same.loss, same.gradientNorm]);
          continue;
        }
        assert.ok(Number.isFinite(loss) && !Number.isFinite(gradientNorm));
        assert.equal(loweredScale, (scale /= 2));
        const { weights, optimizer } = await scaled.read();
        assert.deepEqual({ weights, optimizer }, { weights: before.weights, optimizer: before.optimizer });
      }
      assert.ok(taken.length >= 3 && taken.length <= 10, `took ${taken.length} of 12 steps`);
      const [{ weights, optimizer, counters }, expected] = [await scaled.read(), await plain.read()];
      assert.deepEqual({ weights, optimizer }, { weights: expected.weights, optimizer: expected.optimizer });
      assert.equal(counters.lossScale![0], scale);
      assert.equal(counters.lossScale![2], 12 - taken.length);
      // Parts are summed up in a variable for each of two networks' four weights.
      assert.equal(tf.memory().numTensors - numTensors, accumulate === 1 ? 0 : 8);
    });
  }

  it('goes on in another to the bit, its counters with it', async () => {
    const [whole, first] = [await withScale(mixed(), TOO_LARGE), await withScale(mixed(), TOO_LARGE)];
    const second = mixed();
    for (let step = 1; step <= 9; step++) await train(whole, step);
    for (let step = 1; step <= 5; step++) await train(first, step);
    second.write(await first.read(), 'the first');
    for (let step = 6; step <= 9; step++) await train(second, step);
    assert.deepEqual(await second.read(), await whole.read());
  });

  it('stops where a gradient overflows without any help', async () => {
    const network = await withScale(mixed(), 1);
    const batch = batchOf(1);
    batch.inputs.values.fill(1e25);
    const before = await network.read();
    const problem = { code: 'gradient-not-finite', message: /at step 7.*training\.precision to "float32"/ };
    await assert.rejects(network.train(batch, { step: 7, learningRate: LEARNING_RATE }), problem);
    assert.deepEqual(await network.read(), before);
  });

  it('stops where the loss overflows, which no scale changes', async () => {
    const network = mixed();
    const batch = batchOf(1);
    batch.inputs.values.fill(NaN);
    await assert.rejects(network.train(batch, { step: 1, learningRate: LEARNING_RATE }), { code: 'loss-not-finite' });
    assert.deepEqual((await network.read()).counters, { lossScale: [65_536, 0, 0] });
  });

  it('keeps no counters in float32', async () => {
    assert.deepEqual((await create({}).read()).counters, {});
  });
});
