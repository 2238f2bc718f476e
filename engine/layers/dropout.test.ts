import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { startReference } from '../backends/reference';
import { Dropout, dropout } from './dropout';
import { GaussianNoise, gaussianNoise } from './gaussian-noise';
import { Noise, noiseInputs } from './random';

/** A step's noise outside a step. */
function noiseOf(seed: number, step: number): Noise {
  const inputs = Object.entries(noiseInputs(seed, step));
  return new Noise(Object.fromEntries(inputs.map(([name, x]) => [name, tf.tensor(x.values, x.shape, x.dtype)])));
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

describe('dropout', () => {
  before(startReference);

  for (const rate of [0.1, 0.5, 0.9]) {
    it(`drops a share of ${rate} and keeps the expectation`, () => {
      const y = dropout(tf.ones([100, 200]), rate, noiseOf(1, 1)).dataSync();
      const dropped = y.filter((value) => value === 0).length / y.length;
      const kept = new Set(y.filter((value) => value !== 0));
      assert.deepEqual([...kept], [Math.fround(1 / (1 - rate))]);
      assert.ok(Math.abs(dropped - rate) < 4 * Math.sqrt((rate * (1 - rate)) / y.length), `${dropped}`);
    });
  }

  it('drops nothing at rate 0, and refuses rates that are none', () => {
    assert.deepEqual([...dropout(tf.tensor([1, 2, 3]), 0, noiseOf(1, 1)).dataSync()], [1, 2, 3]);
    for (const rate of [-0.1, 1, NaN]) {
      assert.throws(() => dropout(tf.ones([1]), rate, noiseOf(1, 1)), /a dropout rate of/);
      assert.throws(() => new Dropout({ rate }), /a dropout rate of/);
    }
  });

  it('lets the gradient through where it lets the input through', () => {
    const [x, dy] = [tf.ones([8, 8]), tf.reshape(tf.linspace(1, 2, 64), [8, 8])];
    const y = dropout(x, 0.4, noiseOf(5, 9));
    const dx = tf.grad((x: tf.Tensor) => dropout(x, 0.4, noiseOf(5, 9)))(x, dy);
    assert.deepEqual(dx.dataSync(), tf.mul(y, dy).dataSync());
  });
});

describe('Gaussian noise', () => {
  before(startReference);

  it('adds a deviation of σ, and nothing for σ = 0', () => {
    const x = tf.fill([100, 100], 3);
    const y = gaussianNoise(x, 0.2, noiseOf(1, 1)).dataSync();
    assert.ok(Math.abs(mean(y) - 3) < (4 * 0.2) / 100);
    assert.ok(Math.abs(Math.sqrt(mean(y.map((value) => (value - 3) ** 2))) - 0.2) < (4 * 0.2) / Math.sqrt(2e4));
    assert.deepEqual(gaussianNoise(x, 0, noiseOf(1, 1)).dataSync(), x.dataSync());
    assert.throws(() => new GaussianNoise({ deviation: -1 }), /a standard deviation of -1/);
  });
});

describe('layers with noise', () => {
  const model = () =>
    layers.sequential({
      layers: [
        layers.layers.dense({ units: 6, inputShape: [5], kernelInitializer: 'ones' }),
        new GaussianNoise({ deviation: 0.1 }),
        new Dropout({ rate: 0.5 }),
        new Dropout({ rate: 0.5 }),
      ],
    });
  const x = { shape: [4, 5], dtype: 'float32', values: new Float32Array(20).fill(1) } as const;

  it('act in training only, each from a stream of its own, alike as written and compiled', async () => {
    const runs = [];
    for (const start of [startReference, () => startOnnxruntime(1)]) {
      const device = await start();
      const net = model();
      const training = device.compile((inputs) => ({
        y: net.apply(inputs.x!, { training: true, noise: new Noise(inputs) }) as tf.Tensor,
      }));
      const evaluation = device.compile((inputs) => ({ y: net.apply(inputs.x!, { training: false }) as tf.Tensor }));
      const values = async (count: number) =>
        Array.from((await training.run({ x: { ...x, shape: [...x.shape] }, ...noiseInputs(1, count) })).y!.values);
      const [first, second, again] = [await values(1), await values(2), await values(1)];
      assert.deepEqual(again, first);
      assert.notDeepEqual(second, first);
      const { y } = await evaluation.run({ x: { ...x, shape: [...x.shape] } });
      assert.deepEqual([...y!.values], new Array(24).fill(5));
      runs.push(first);
      for (const made of [training, evaluation, net]) made.dispose();
    }
    assert.deepEqual(runs[1], runs[0]);
    // Were both dropouts one stream, half would be dropped; it is three quarters.
    const dropped = runs[0]!.filter((value) => value === 0).length;
    assert.ok(dropped > 12, `${dropped} of 24`);
  });

  it('say what is missing', async () => {
    await startReference();
    const net = model();
    assert.throws(() => net.apply(tf.ones([1, 5]), { training: true }), /has no noise to draw from; call model\.apply/);
    net.dispose();
  });

  it('are restored from a model in JSON', async () => {
    const net = model();
    const topology = net.toJSON(null, false) as layers.ModelAndWeightsConfig['modelTopology'];
    const restored = await layers.models.modelFromJSON(topology);
    const configurations = ({ layers: all }: layers.LayersModel) =>
      all.map((layer) => [layer.getClassName(), layer.getConfig().rate, layer.getConfig().deviation]);
    assert.deepEqual(configurations(restored), configurations(net));
  });
});
