import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device, Step } from '../device';
import { startOnnxruntime } from './device';

/** What a step is fed here. */
const x = { shape: [3], dtype: 'float32' as const, values: Float32Array.of(1, 2, 3) };

describe('what is known while a step is traced', () => {
  let device: Device;
  before(async () => {
    device = await startOnnxruntime(1);
  });

  async function run(step: Step): Promise<Record<string, number[]>> {
    const tensors = tf.memory().numTensors;
    const compiled = device.compile(step);
    try {
      const results = await compiled.run({ x });
      return Object.fromEntries(Object.entries(results).map(([name, { values }]) => [name, [...values]]));
    } finally {
      compiled.dispose();
      assert.equal(tf.memory().numTensors, tensors, 'no tensor is left behind');
    }
  }

  it('is computed at once where it cannot be part of the graph', async () => {
    const ids = tf.tensor1d([7, 5, 7], 'int32');
    const { y } = await run((inputs) => ({ y: tf.gather(inputs.x!, tf.unique(ids).indices) }));
    assert.deepEqual(y, [1, 2, 1]);
    ids.dispose();
  });

  it('reaches through other kernels: complex numbers and strings made in the step', async () => {
    const { y, same } = await run((inputs) => {
      const spectrum = tf.spectral.fft(tf.complex(tf.fill([2], 2), tf.zeros([2])));
      const same = tf.equal(tf.tensor(['a', 'b', 'b']), tf.fill([3], 'b', 'string'));
      return {
        y: tf.mul(tf.slice(inputs.x!, 0, 2), tf.real(spectrum)),
        same: tf.mul(inputs.x!, tf.cast(same, 'float32')),
      };
    });
    assert.deepEqual(y, [4, 0]);
    assert.deepEqual(same, [0, 2, 3]);
  });

  it('can be read', async () => {
    const { y } = await run((inputs) => {
      const [count] = tf.sum(tf.range(0, 4)).dataSync();
      return { y: tf.mul(inputs.x!, count!) };
    });
    assert.deepEqual(y, [6, 12, 18]);
  });

  it('is not what depends on an input, or on the state', async () => {
    const state = tf.variable(tf.tensor1d([1, 1]));
    await assert.rejects(
      run((inputs) => ({ y: tf.unique(tf.add(inputs.x!, 1)).values })),
      /"Unique" at .*outside the step/,
    );
    await assert.rejects(
      run(() => ({ y: tf.unique(state).values })),
      /"Unique" at .*outside the step/,
    );
    state.dispose();
  });

  it('is never noise', async () => {
    await assert.rejects(
      run((inputs) => ({ y: tf.add(inputs.x!, tf.randomNormal([3])) })),
      /"randomNormal" at .* draws its noise/,
    );
    await assert.rejects(
      run(() => ({ y: tf.multinomial(tf.tensor1d([0.5, 0.5]), 3, 1) })),
      /"multinomial" at .* draws its noise/,
    );
  });
});
