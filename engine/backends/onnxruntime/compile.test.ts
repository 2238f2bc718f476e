import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { crossEntropy } from '../../losses/cross-entropy';
import { createOptimizer, type Optimizer } from '../../optimizers/optimizer';
import { specificationSchema } from '../../training/specification/specification';
import * as v from 'valibot';
import type { Device, HostTensor, Step, StepInput } from '../device';
import { startReference } from '../reference';
import { startOnnxruntime } from './device';

const adam = v.parse(specificationSchema.entries.optimizer, { type: 'adam', learningRate: 0.01 });

const { dense, conv2d, maxPooling2d, averagePooling2d, flatten } = layers.layers;

/** Small numbers that look random and are the same everywhere. */
const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233) * 0.5);

const image = (seed: number): HostTensor => ({
  shape: [4, 8, 8, 1],
  dtype: 'float32',
  values: numbers(4 * 64, seed),
});
const labels: HostTensor = { shape: [4], dtype: 'int32', values: Int32Array.of(0, 1, 2, 1) };

function cnn(): layers.Sequential {
  const model = layers.sequential();
  model.add(conv2d({ inputShape: [8, 8, 1], filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' }));
  model.add(maxPooling2d({ poolSize: 2 }));
  model.add(conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
  model.add(averagePooling2d({ poolSize: 2, strides: 1, padding: 'valid' }));
  model.add(flatten());
  model.add(dense({ units: 6, activation: 'relu' }));
  model.add(dense({ units: 3 }));
  model.weights.forEach((weight, i) => {
    const { shape } = weight;
    const values = numbers(
      shape.reduce<number>((a, b) => a * b!, 1),
      i + 1,
    );
    tf.tidy(() => {
      weight.write(tf.tensor(values, shape as number[]));
    });
  });
  return model;
}

const variablesOf = (model: layers.Sequential): tf.Variable[] =>
  model.trainableWeights.map((weight) => weight.read() as unknown as tf.Variable);

function trainingStep(model: layers.Sequential, optimizer: Optimizer): Step {
  return (inputs) => {
    const loss = () => crossEntropy(model.apply(inputs.image!, { training: true }) as tf.Tensor, inputs.label!);
    const { value, grads } = tf.variableGrads(loss, variablesOf(model));
    optimizer.apply(grads, inputs);
    return { loss: value };
  };
}

async function train(device: Device, steps: number): Promise<{ losses: number[]; weights: Float32Array[] }> {
  const model = cnn();
  const optimizer = createOptimizer(adam, variablesOf(model));
  const compiled = device.compile(trainingStep(model, optimizer));
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const inputs: Record<string, StepInput> = {
      image: image(step % 3),
      label: labels,
      ...optimizer.inputs(step, 0.01),
    };
    losses.push((await compiled.run(inputs)).loss!.values[0]!);
  }
  const weights = variablesOf(model).map((weight) => weight.dataSync<'float32'>().slice());
  compiled.dispose();
  optimizer.dispose();
  model.dispose();
  return { losses, weights };
}

const assertClose = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void => {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    assert.ok(difference <= tolerance, `element ${i}: ${actual[i]} is not ${expected[i]}`);
  }
};

describe('a compiled training step', () => {
  it('follows the reference: losses, and weights after ten steps', async () => {
    const expected = await train(await startReference(), 10);
    const actual = await train(await startOnnxruntime(2), 10);
    assertClose(actual.losses, expected.losses, 1e-5);
    actual.weights.forEach((weight, i) => {
      assertClose(weight, expected.weights[i]!, 1e-4);
    });
    assert.ok(actual.losses.at(-1)! < actual.losses[0]! - 0.02, `the loss falls: ${actual.losses.join()}`);
  });

  it('leaks nothing over 100 steps', async () => {
    const device = await startOnnxruntime(2);
    await train(device, 2);
    const before = tf.memory();
    const data = tf.engine().backend.numDataIds();
    await train(device, 100);
    assert.equal(tf.memory().numTensors, before.numTensors);
    assert.equal(tf.memory().numDataBuffers, before.numDataBuffers);
    assert.equal(tf.engine().backend.numDataIds(), data);
  });

  it('repeats itself bit by bit', async () => {
    const device = await startOnnxruntime(2);
    assert.deepEqual(await train(device, 5), await train(device, 5));
  });
});

describe('the state of a compiled step', () => {
  let device: Device;
  before(async () => {
    device = await startOnnxruntime(1);
  });

  it('is read, kept between runs, and can be assigned outside', async () => {
    const counter = tf.variable(tf.scalar(1), false);
    const doubled = device.compile(() => {
      counter.assign(tf.mul(counter, 2));
      return { now: counter };
    });
    await doubled.run({});
    assert.deepEqual([...(await doubled.run({})).now!.values], [4]);
    assert.deepEqual([...counter.dataSync()], [4]);
    counter.assign(tf.scalar(10));
    await doubled.run({});
    assert.deepEqual([...counter.dataSync()], [20]);
    doubled.dispose();
    counter.dispose();
  });

  it('does not change what was copied from it', async () => {
    const weight = tf.variable(tf.tensor([1, 2, 3]));
    const copy = weight.clone();
    const view = tf.reshape(weight, [3, 1]);
    const step = device.compile(() => {
      weight.assign(tf.add(weight, 1));
      return {};
    });
    await step.run({});
    assert.deepEqual([...copy.dataSync()], [1, 2, 3]);
    assert.deepEqual([...view.dataSync()], [1, 2, 3]);
    assert.deepEqual([...weight.dataSync()], [2, 3, 4]);
    tf.dispose([weight, copy, view]);
    step.dispose();
  });

  it('keeps variables apart that were made from one tensor', async () => {
    const zero = tf.zeros([2]);
    const [a, b] = [tf.variable(zero), tf.variable(zero)];
    const step = device.compile(() => {
      a.assign(tf.add(a, 1));
      b.assign(tf.add(a, b));
      return {};
    });
    await step.run({});
    await step.run({});
    assert.deepEqual([...a.dataSync(), ...b.dataSync()], [2, 2, 3, 3]);
    tf.dispose([a, b, zero]);
    step.dispose();
  });

  it('compiles anew for other shapes, on the same state', async () => {
    const total = tf.variable(tf.scalar(0), false);
    const step = device.compile(({ x }) => {
      total.assign(tf.add(total, tf.sum(x!)));
      return { total };
    });
    await step.run({ x: { shape: [2], dtype: 'float32', values: Float32Array.of(1, 2) } });
    const { total: result } = await step.run({ x: { shape: [3], dtype: 'float32', values: Float32Array.of(1, 2, 3) } });
    assert.deepEqual([...result!.values], [9]);
    step.dispose();
    total.dispose();
  });
});

describe('what cannot be compiled', () => {
  let device: Device;
  before(async () => {
    device = await startOnnxruntime(1);
  });

  const failing = async (step: Step, inputs: Record<string, StepInput> = {}): Promise<Error> => {
    const tensors = tf.memory().numTensors;
    const error: unknown = await device
      .compile(step)
      .run(inputs)
      .catch((cause: unknown) => cause);
    assert.ok(error instanceof Error, 'the step fails');
    assert.equal(tf.memory().numTensors, tensors, 'a failed trace leaves no tensor behind');
    return error;
  };

  it('a value read inside: names the op, the line and the remedy', async () => {
    const error = await failing(({ x }) => ({ y: tf.scalar(tf.sum(x!).dataSync()[0]!) }), { x: 1 });
    assert.match(error.message, /reads a tensor's value.*compile\.test\.ts:\d+:\d+.*tf\.where/);
  });

  it('an op without a lowering', async () => {
    const error = await failing(({ x }) => ({ y: tf.unique(x!).values }), {
      x: { shape: [2], dtype: 'float32', values: Float32Array.of(1, 1) },
    });
    assert.match(error.message, /"Unique" at .*compile\.test\.ts:\d+:\d+.*outside the step/);
  });

  it('noise drawn inside', async () => {
    const error = await failing(({ x }) => ({ y: tf.dropout(x!, 0.5) }), { x: 1 });
    assert.match(error.message, /"dropout" at .*compile\.test\.ts:\d+:\d+ draws its noise/);
    const own = await failing(() => ({ y: tf.rand([2], Math.random) }));
    assert.match(own.message, /"rand" at .*compile\.test\.ts:\d+:\d+ draws its noise/);
  });

  it('a variable made inside', async () => {
    const error = await failing(() => ({ y: tf.variable(tf.zeros([2]), false, 'late') }));
    assert.match(error.message, /"late" is made inside/);
  });

  it('a result that is no tensor', async () => {
    const error = await failing((() => ({ y: 3 })) as unknown as Step);
    assert.match(error.message, /result "y" is no tensor/);
  });

  it('an input left out, or with too few values', async () => {
    const device = await startOnnxruntime(1);
    const compiled = device.compile(({ x }) => ({ y: tf.square(x!) }));
    const missing = { x: undefined } as unknown as Record<string, StepInput>;
    await assert.rejects(compiled.run(missing), /without its input "x"/);
    const short: HostTensor = { shape: [2, 3], dtype: 'float32', values: Float32Array.of(1, 2) };
    await assert.rejects(compiled.run({ x: short }), /input "x" .* has 2 values, which do not fill its shape \[2,3\]/);
    compiled.dispose();
  });

  it('a step that is disposed while it runs', async () => {
    const device = await startOnnxruntime(1);
    const compiled = device.compile(({ x }) => ({ y: tf.square(x!) }));
    const running = compiled.run({ x: 3 });
    compiled.dispose();
    await assert.rejects(running, /disposed before its run ended/);
  });

  it('a variable that is only written, and gone: no other moves', async () => {
    const device = await startOnnxruntime(1);
    const [read, written] = [tf.variable(tf.tensor([2, 3, 4])), tf.variable(tf.zeros([20_000]))];
    const compiled = device.compile(({ x }) => {
      read.assign(tf.add(read, x!));
      written.assign(tf.fill([20_000], 1));
      return { y: x! };
    });
    await compiled.run({ x: 1 });
    written.dispose();
    await assert.rejects(compiled.run({ x: 1 }), /has been disposed/);
    assert.deepEqual([...read.dataSync()], [3, 4, 5]);
    compiled.dispose();
    read.dispose();
  });
});
