import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import assert from 'node:assert/strict';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import type { eagerCompile } from '../../backends/reference';
import { startReference } from '../../backends/reference';
import { allFinite, clip, globalNorm, type Gradients } from './clipping';

const gradients = (): Gradients => ({ a: tf.tensor([3, -4]), b: tf.tensor([[12]]) });
const values = (record: Gradients) => Object.values(record).flatMap((tensor) => [...tensor.dataSync()]);

const close = (actual: number[], expected: number[]) => {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= 1e-6 * (1 + Math.abs(expected[i]!)), actual.join());
  });
};

describe('clipping', () => {
  before(startReference);

  it('leaves gradients within the limits', () => {
    close(values(clip(gradients(), { clipValue: null, clipNorm: null })), [3, -4, 12]);
    close(values(clip(gradients(), { clipValue: 12, clipNorm: 13.1 })), [3, -4, 12]);
  });

  it('bounds elements, then the norm of what is left', () => {
    close([...globalNorm(gradients()).dataSync()], [13]);
    close(values(clip(gradients(), { clipValue: 4, clipNorm: null })), [3, -4, 4]);
    close(
      values(clip(gradients(), { clipValue: null, clipNorm: 6.5 })),
      [3, -4, 12].map((g) => (g * 6.5) / (13 + 1e-6)),
    );
    const norm = Math.hypot(3, 4, 4);
    close(
      values(clip(gradients(), { clipValue: 4, clipNorm: 1 })),
      [3, -4, 4].map((g) => g / (norm + 1e-6)),
    );
  });

  it('gives zero gradients back', () => {
    close(values(clip({ a: tf.zeros([2]) }, { clipValue: 1, clipNorm: 1 })), [0, 0]);
  });
});

describe('all gradients finite', () => {
  const step = (inputs: Record<string, tf.Tensor>) => ({ finite: allFinite({ a: inputs.a!, b: tf.ones([3]) }) });
  const flag = async (compiled: ReturnType<typeof eagerCompile>, number: number) => {
    const { finite } = await compiled.run({
      a: { shape: [2], dtype: 'float32', values: Float32Array.of(1, number) },
    });
    assert.deepEqual(finite!.shape, []);
    return finite!.values[0];
  };

  for (const [name, start] of [
    ['as written', startReference],
    ['compiled', () => startOnnxruntime(1)],
  ] as const) {
    it(`is 1, or 0 with an infinite element or one that is not a number: ${name}`, async () => {
      const compiled = (await start()).compile(step);
      // The square of the second is infinite; it is not.
      for (const number of [2, -3e38]) assert.equal(await flag(compiled, number), 1);
      for (const number of [Infinity, -Infinity, NaN]) assert.equal(await flag(compiled, number), 0);
      compiled.dispose();
    });
  }
});
