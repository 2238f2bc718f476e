/** Every architecture on every kind of task: logits of the right shape, trained a few steps, compiled as on the reference. */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device } from '../backends/device';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { startReference } from '../backends/reference';
import type { Batch } from '../data/batches';
import { sizeOf } from '../data/samples';
import { targetShape, type Target, type Task } from '../data/task';
import { losses } from '../losses/losses.generated';
import { Network } from '../training/network';
import type { Objective } from '../training/objective';
import { resolve } from '../training/resolve';

const BATCH = 5;
const STEPS = 3;
/** Sums in another order, over three steps. */
const TOLERANCE = 2e-5;

type Given = Pick<Task, 'inputShape' | 'vocabulary' | 'target'>;

const classes = (shape: number[] = []) => ({ kind: 'classes', classes: 3, shape }) as const;

const tasks: Record<string, Given> = {
  images: { inputShape: [8, 8, 2], vocabulary: null, target: classes() },
  scenes: { inputShape: [8, 8, 2], vocabulary: null, target: { kind: 'boxes', classes: 2, most: 3 } },
  features: { inputShape: [6], vocabulary: null, target: { kind: 'numbers', shape: [2] } },
  series: { inputShape: [7, 2], vocabulary: null, target: { kind: 'numbers', shape: [1] } },
  tokens: { inputShape: [7], vocabulary: 11, target: classes() },
  'a language': { inputShape: [7], vocabulary: 11, target: { ...classes([7]), classes: 11 } },
};

const cases: [architecture: string, params: object, task: string][] = [
  ['perceptron', {}, 'features'],
  ['perceptron', {}, 'images'],
  ['mlp', { units: [8, 5], activation: 'tanh' }, 'features'],
  ['mlp', { units: [8], normalization: 'batch' }, 'images'],
  ['mlp', { units: [8], normalization: 'layer', dropout: 0.2 }, 'series'],
  ['cnn', { filters: [3, 4], units: [6] }, 'images'],
  ['cnn', { filters: [3], units: [6], normalization: 'batch' }, 'images'],
  ['cnn', { filters: [3], units: [], normalization: 'layer', dropout: 0.3 }, 'images'],
  ['cnn', { filters: [3], units: [6] }, 'scenes'],
  ['mlp', { units: [6] }, 'scenes'],
  ['lstm', { units: [6, 5], dropout: 0.2 }, 'series'],
  ['lstm', { units: [6], cell: 'gru', embedding: 4 }, 'tokens'],
  ['lstm', { units: [6, 6], embedding: 4 }, 'a language'],
  ['transformer', { width: 8, heads: 2, layers: 2 }, 'series'],
  ['transformer', { width: 8, heads: 4, layers: 1, dropout: 0.1 }, 'tokens'],
  ['transformer', { width: 8, heads: 2, layers: 2, expansion: 2 }, 'a language'],
];

const standardLoss = { classes: 'crossEntropy', numbers: 'meanSquaredError', boxes: 'boxes' };

/** How many rows of logits a sample has. */
function placesOf(target: Target): number {
  if (target.kind === 'boxes') return target.most;
  return target.kind === 'classes' ? sizeOf(target.shape) : 1;
}

function objectiveOf({ target, ...given }: Given): Objective {
  const loss = losses.find((one) => one.id === standardLoss[target.kind])!;
  const task = { ...given, target, outputs: loss.outputs(target) };
  return { task, loss, options: { labelSmoothing: 0, classWeights: null }, metrics: [] };
}

/** Numbers that look random and are the same everywhere. */
const noise = (seed: number) => (_: unknown, at: number) => Math.sin(at * 12.9898 + seed * 78.233);
const whole = (below: number, seed: number) => (_: unknown, at: number) => (at * 7 + seed * 5) % below;

function batchOf({ inputShape, vocabulary, target }: Given, seed: number): Batch {
  const [inputs, wanted] = [inputShape, targetShape(target)].map((shape) => ({ length: BATCH * sizeOf(shape) }));
  const numbers = { dtype: 'float32', values: Float32Array.from(inputs!, noise(seed)) } as const;
  const tokens = { dtype: 'int32', values: Int32Array.from(inputs!, whole(vocabulary ?? 1, seed)) } as const;
  const targets =
    target.kind === 'classes'
      ? ({ dtype: 'int32', values: Int32Array.from(wanted!, whole(target.classes, seed)) } as const)
      : ({ dtype: 'float32', values: Float32Array.from(wanted!, noise(seed + 1)) } as const);
  return {
    count: BATCH,
    inputs: { shape: [BATCH, ...inputShape], ...(vocabulary === null ? numbers : tokens) },
    targets: { shape: [BATCH, ...targetShape(target)], ...targets },
  };
}

async function numbersOf(device: Device, [architecture, params, name]: (typeof cases)[number]): Promise<number[]> {
  const given = tasks[name]!;
  const specification = resolve('digits-cnn', { 'model.architecture': architecture, 'model.params': params });
  const network = Network.create(specification, objectiveOf(given), device);
  const numbers: number[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const { loss, logits, gradientNorm } = await network.train(batchOf(given, step), { step, learningRate: 0.01 });
    numbers.push(loss, gradientNorm, ...logits);
  }
  const { loss, logits } = await network.evaluate(batchOf(given, 9));
  const { outputs, target } = objectiveOf(given).task;
  assert.equal(logits.length, BATCH * placesOf(target) * outputs);
  network.dispose();
  return [...numbers, loss, ...logits];
}

describe('architectures', function () {
  this.timeout(60_000);

  for (const one of cases) {
    const [architecture, params, task] = one;
    it(`${architecture} ${JSON.stringify(params)} on ${task}: compiled as on the reference, nothing left behind`, async () => {
      const reference = await startReference();
      const { numTensors } = tf.memory();
      const expected = await numbersOf(reference, one);
      assert.equal(tf.memory().numTensors, numTensors);
      const actual = await numbersOf(await startOnnxruntime(2), one);
      assert.equal(actual.length, expected.length);
      actual.forEach((value, at) => {
        const bound = TOLERANCE * Math.max(1, Math.abs(expected[at]!));
        assert.ok(Math.abs(value - expected[at]!) <= bound, `number ${at}: ${value}, not ${expected[at]!}`);
      });
      assert.ok(expected.every(Number.isFinite) && new Set(expected).size > 3);
    });
  }

  it('say what does not fit', () => {
    const build = (architecture: string, params: object, task: string) => {
      const specification = resolve('digits-cnn', { 'model.architecture': architecture, 'model.params': params });
      return Network.create(specification, objectiveOf(tasks[task]!), {} as Device);
    };
    assert.throws(() => build('lstm', {}, 'images'), /takes sequences, the data has inputs of shape \[8, 8, 2\]/);
    assert.throws(() => build('transformer', { width: 10, heads: 4 }, 'series'), /4 heads cannot share a width of 10/);
    assert.throws(() => build('cnn', {}, 'features'), /takes images/);
  });
});
