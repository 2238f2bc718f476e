import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import type { Device, Step, StepInput } from '../device';
import { startReference } from '../reference';
import { startOnnxruntime } from './device';
import { BackendError } from './errors';

const ones = (...shape: number[]): tf.Tensor => tf.ones(shape);

/** Operands that do not agree: what is called, and what the error says beside the op and the line. */
const disagreements: Record<string, { call: () => tf.Tensor; says: RegExp }> = {
  matMul: { call: () => tf.matMul(ones(2, 3), ones(4, 5)), says: /2,3.*4,5/ },
  fusedMatMul: { call: () => tf.fused.matMul({ a: ones(2, 3), b: ones(4, 5) }), says: /2,3.*4,5/ },
  add: { call: () => tf.add(ones(2, 3), ones(4, 5)), says: /2,3.*4,5/ },
  concat: { call: () => tf.concat([ones(2, 3), ones(3, 4)]), says: /2,3.*3,4|3,4.*2,3/ },
  reshape: { call: () => tf.reshape(ones(2, 3), [4]), says: /6.*4/ },
  conv2d: {
    call: () => tf.conv2d(ones(1, 4, 4, 3) as tf.Tensor4D, ones(2, 2, 4, 5) as tf.Tensor4D, 1, 'same'),
    says: /input \(3\) must match input depth for filter 4/,
  },
  softmaxCrossEntropy: { call: () => tf.losses.softmaxCrossEntropy(ones(2, 3), ones(2, 4)), says: /2,3.*2,4/ },
};

const rejection = async (device: Device, step: unknown, inputs: Record<string, StepInput> = {}): Promise<Error> => {
  const tensors = tf.memory().numTensors;
  const compiled = device.compile(step as Step);
  const error: unknown = await compiled.run(inputs).catch((cause: unknown) => cause);
  compiled.dispose();
  assert.ok(error instanceof Error, 'the step fails');
  assert.equal(tf.memory().numTensors, tensors, 'nothing is left behind');
  return error;
};

const devices: Record<string, () => Promise<Device>> = {
  reference: startReference,
  onnxruntime: () => startOnnxruntime(1),
};

for (const [name, start] of Object.entries(devices)) {
  describe(`bad input to a step: ${name}`, () => {
    let device: Device;
    before(async () => {
      device = await start();
    });

    for (const [op, { call, says }] of Object.entries(disagreements)) {
      it(`shapes that do not agree: ${op}`, async () => {
        const error = await rejection(device, () => ({ y: call() }));
        assert.ok(error instanceof BackendError);
        assert.match(error.message, new RegExp(`^${op} at \\S*errors\\.test\\.ts:\\d+:\\d+.*nabla shapes`));
        assert.match(error.message, says);
        assert.ok(error.cause instanceof Error, 'what tfjs said is its cause');
      });
    }

    it('shapes that do not agree inside a layer', async () => {
      const layer = layers.layers.dense({ units: 2, inputShape: [4] });
      tf.dispose(layer.apply(tf.ones([1, 4])) as tf.Tensor);
      const error = await rejection(device, () => ({ y: layer.apply(tf.ones([2, 3])) as tf.Tensor }));
      assert.ok(error instanceof BackendError);
      assert.match(error.message, /^(fusedMatMul|a layer) at \S*errors\.test\.ts:\d+:\d+.*3.*4/);
      layer.dispose();
    });

    it('an error of the step itself is passed on', async () => {
      const own = new RangeError('no more samples');
      const error = await rejection(device, () => {
        throw own;
      });
      assert.equal(error, own);
    });

    it('no results', async () => {
      const messages = [];
      for (const results of [undefined, null, 3, Promise.resolve({})]) {
        messages.push((await rejection(device, () => results)).message);
      }
      const told = ['nothing', 'nothing', 'a number', 'a promise'];
      const expected = told.map((what) => `the step returns ${what}; return a record of tensors, such as { loss }`);
      assert.deepEqual(messages, expected);
      assert.match((await rejection(device, () => tf.scalar(1))).message, /returns a tensor;/);
      assert.match((await rejection(device, () => ({ y: 3 }))).message, /result "y" is no tensor/);
    });

    it('an index outside its axis', async () => {
      const ids = { shape: [1], dtype: 'int32' as const, values: Int32Array.of(9) };
      const error = await rejection(device, ({ ids: i }: { ids: tf.Tensor }) => ({ y: tf.gather(ones(2, 3), i) }), {
        ids,
      });
      assert.ok(error instanceof BackendError);
      assert.match(error.message, /9/);
    });
  });
}

describe('bad input to onnxruntime', () => {
  let device: Device;
  before(async () => {
    device = await startOnnxruntime(1);
  });

  it('a step that neither returns nor assigns', async () => {
    assert.match((await rejection(device, () => ({}))).message, /returns no tensor and assigns no variable/);
  });

  it('outside a step: op, shapes, line', () => {
    assert.throws(
      () => tf.tidy(() => tf.matMul(ones(2, 3), ones(4, 5))),
      /^BackendError: matMul at \S*errors\.test\.ts:\d+:\d+ cannot take \[2,3\] and \[4,5\]/,
    );
  });

  it('an index outside its axis: number and bounds', async () => {
    const ids = { shape: [1], dtype: 'int32' as const, values: Int32Array.of(9) };
    const { message } = await rejection(
      device,
      (given: { ids: tf.Tensor }) => ({ y: tf.gather(ones(2, 3), given.ids) }),
      { ids },
    );
    assert.match(message, /^an index is 9 where 0 to 1 are allowed \(in Gather\)/);
    for (const index of [9, -1]) {
      assert.throws(
        () => tf.tidy(() => tf.gather(ones(2, 3), tf.tensor1d([index], 'int32'))),
        /index value -?\d is not in \[0, 1\]/,
      );
    }
  });
});
