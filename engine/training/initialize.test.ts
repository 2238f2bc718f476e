import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
// tfjs's own orthogonal initializer, which is called before ours, chains ops.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as layers from '@tensorflow/tfjs-layers';
import { startDevice } from '../backends/devices';
import { initialize } from './initialize';

const deviation = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('initialize', () => {
  before(() => startDevice('reference'));

  function weights(initializer: string, seed: number, [rows, units] = [300, 200]): Float32Array[] {
    const model = layers.sequential();
    model.add(
      layers.layers.dense({
        name: 'a',
        units: units,
        inputShape: [rows],
        kernelInitializer: initializer,
      }),
    );
    initialize(model, seed);
    const values = model.getWeights().map((weight) => weight.dataSync<'float32'>().slice());
    model.dispose();
    return values;
  }

  const expected: [string, number][] = [
    ['heNormal', Math.sqrt(2 / 300)],
    ['heUniform', Math.sqrt(2 / 300)],
    ['glorotUniform', Math.sqrt(2 / 500)],
    ['glorotNormal', Math.sqrt(2 / 500)],
    ['leCunNormal', Math.sqrt(1 / 300)],
    ['randomNormal', 0.05],
  ];
  for (const [name, wanted] of expected) {
    it(`${name}: deviation ${wanted.toFixed(4)}, zero biases, the seed's own`, () => {
      const [kernel, bias] = weights(name, 1);
      assert.ok(Math.abs(deviation(kernel!) / wanted - 1) < 0.02, String(deviation(kernel!)));
      assert.ok(bias!.every((value) => value === 0));
      assert.deepEqual(weights(name, 1)[0], kernel);
      assert.notDeepEqual(weights(name, 2)[0], kernel);
    });
  }

  const shapes: [number, number][] = [
    [12, 5],
    [5, 12],
  ];
  for (const shape of shapes) {
    it(`orthogonal ${shape.join(' × ')}: vectors of length 1 at right angles`, () => {
      const [kernel] = weights('orthogonal', 1, shape);
      const matrix = tf.tensor2d(kernel!, shape);
      const product = tf.matMul(matrix, matrix, shape[0] > shape[1], shape[0] < shape[1]).arraySync() as number[][];
      product.forEach((row, i) => {
        row.forEach((value, j) => {
          assert.ok(Math.abs(value - Number(i === j)) < 1e-5);
        });
      });
    });
  }
});

after(() => {
  tf.disposeVariables();
});
