import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Device, HostTensor } from '../backends/device';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { startReference } from '../backends/reference';
import { optimizerSchema } from './specification/optimizer';
import { createOptimizer } from '../optimizers/optimizer';
import { Accumulation, Update, type Part, type Training } from './update';

const BATCH = 12;
const LEARNING_RATE = 0.05;
const STEPS = 5;
const settings = v.parse(optimizerSchema, { type: 'adam', learningRate: LEARNING_RATE, clipNorm: 0.5 });

/** (rows, columns) of numbers that look random and are the same everywhere. */
const matrix = (rows: number, columns: number, seed: number): HostTensor => ({
  shape: [rows, columns],
  dtype: 'float32',
  values: Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233)),
});

const slice = ({ shape, values }: HostTensor, from: number, to: number): HostTensor => ({
  shape: [to - from, shape[1]!],
  dtype: 'float32',
  values: (values as Float32Array).slice(from * shape[1]!, to * shape[1]!),
});

/** A step's batch cut after these many samples. */
function partsOf(step: number, cuts: number[]): Part[] {
  const [x, y] = [matrix(BATCH, 4, step), matrix(BATCH, 2, step + 100)];
  return [...cuts, BATCH].map((to, i) => {
    const from = i === 0 ? 0 : cuts[i - 1]!;
    return { inputs: { x: slice(x, from, to), y: slice(y, from, to) }, weight: to - from };
  });
}

/** Losses, outputs, the gradient's norms, and in the end the weights, of a small network of two layers, trained on batches in parts. */
async function train(device: Device, cuts: number[], breakAt = 0) {
  const variables = [matrix(4, 5, 7), matrix(5, 2, 8)].map(({ values, shape }, i) =>
    tf.tidy(() => tf.variable(tf.tensor(values, shape), true, `w${i}`)),
  );
  const [first, second] = variables as [tf.Variable, tf.Variable];
  const optimizer = createOptimizer(settings, variables);
  const training: Training = {
    precision: 'float32',
    variables,
    forward({ x, y }) {
      const output = tf.matMul(tf.tanh(tf.matMul(x!, first)), second);
      return { loss: tf.mean<tf.Scalar>(tf.square(tf.sub(output, y!))), output };
    },
    update: (gradients, inputs) => ({ norm: optimizer.apply(gradients, inputs).norm }),
  };
  const accumulation = new Accumulation(device, training);
  const update = new Update(device, training, accumulation);
  const numbers: number[] = [];
  for (let count = 1; count <= STEPS; count++) {
    const parts = partsOf(count, cuts);
    if (count === breakAt) {
      const wrong = { inputs: { ...parts[0]!.inputs, y: matrix(3, 3, 1) }, weight: 1 };
      await assert.rejects(update.run([...parts, wrong], optimizer.inputs(count, LEARNING_RATE)));
    }
    const results = await update.run(parts, optimizer.inputs(count, LEARNING_RATE));
    const shares = parts.map(({ weight }) => weight / BATCH);
    numbers.push(results.reduce((sum, { loss }, part) => sum + shares[part]! * loss!.values[0]!, 0));
    numbers.push(...results.flatMap(({ output }) => [...output!.values]), results.at(-1)!.norm!.values[0]!);
  }
  const weights = variables.flatMap((variable) => [...variable.dataSync()]);
  for (const made of [update, accumulation, optimizer, ...variables]) made.dispose();
  return [...numbers, ...weights];
}

function assertClose(actual: number[], expected: number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= 2e-6 * Math.max(1, Math.abs(expected[i]!)), `${value} ${expected[i]!}`);
  });
}

for (const [name, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(1)],
] as const) {
  describe(`an update from the parts of a batch: ${name}`, () => {
    it('gives what the whole batch gives, in equal and in unequal parts', async () => {
      const device = await start();
      const whole = await train(device, []);
      for (const cuts of [[6], [3, 6, 9], [1, 8]]) assertClose(await train(device, cuts), whole);
    });

    it('forgets the parts of a batch that failed', async () => {
      const device = await start();
      const undisturbed = await train(device, [6]);
      assert.deepEqual(await train(device, [6], 3), undisturbed);
    });

    it('leaves no tensors behind', async () => {
      const device = await start();
      await train(device, [6]);
      const before = tf.memory().numTensors;
      await train(device, [6]);
      assert.equal(tf.memory().numTensors, before);
    });
  });
}
