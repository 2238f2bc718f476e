/** A network's steps: noise, batches in parts, numbers that stop being finite; on the reference and compiled. */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { Device } from '../backends/device';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { startReference } from '../backends/reference';
import type { Batch } from '../data/batches';
import type { StoredTensor } from '../storage/tensors';
import { Network } from './network';
import type { NetworkState } from './network-state';
import { resolve } from './resolve';
import { classifying } from './testing/classifying';

const BATCH = 10;
const LEARNING_RATE = 0.01;

/** Numbers that look random and are the same everywhere. */
const batchOf = (seed: number, shape: number[]): Batch => {
  const size = shape.reduce((product, extent) => product * extent, BATCH);
  return {
    count: BATCH,
    inputs: {
      shape: [BATCH, ...shape],
      dtype: 'float32',
      values: Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233)),
    },
    targets: { shape: [BATCH], dtype: 'int32', values: Int32Array.from({ length: BATCH }, (_, i) => (i + seed) % 3) },
  };
};

const SHAPES = { mlp: [6], cnn: [6, 6, 1] };
const PARAMS = { mlp: { units: [8, 5], activation: 'tanh' }, cnn: { filters: [3], units: [6] } };
type Name = keyof typeof SHAPES;

function networkOf(
  device: Device,
  name: Name,
  params: object,
  settings: Record<string, unknown> = {},
  classWeights: number[] | null = null,
): Network {
  const overrides = { 'model.architecture': name, 'model.params': { ...PARAMS[name], ...params }, ...settings };
  const objective = classifying(SHAPES[name], 3);
  const options = { ...objective.options, classWeights };
  return Network.create(resolve('digits-cnn', overrides), { ...objective, options }, device);
}

interface Steps {
  from?: number;
  to: number;
  isProbed?: boolean;
}

/** Steps `from + 1` to `to`, each with a batch of its own; what they gave, flat. */
async function train(network: Network, name: Name, { from = 0, to, isProbed = false }: Steps): Promise<number[]> {
  const numbers: number[] = [];
  for (let step = from + 1; step <= to; step++) {
    const call = { step, learningRate: LEARNING_RATE, isProbed };
    const { loss, logits, gradientNorm } = await network.train(batchOf(step, SHAPES[name]), call);
    numbers.push(loss, ...logits, gradientNorm);
  }
  return numbers;
}

const flat = ({ weights, optimizer }: NetworkState): number[] =>
  [...weights.values(), ...optimizer.values()].flatMap(({ values }) => [...values]);

function assertClose(actual: number[], expected: number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `number ${i}: ${value} is not ${expected[i]!}`);
  });
}

for (const [title, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(2)],
] as const) {
  describe(`a network: ${title}`, () => {
    let device: Device;
    const made: Network[] = [];
    const make = (...args: [Name, object, Record<string, unknown>?, number[]?]) => {
      const network = networkOf(device, ...args);
      made.push(network);
      return network;
    };
    before(async () => {
      device = await start();
    });
    afterEach(() => {
      for (const network of made.splice(0)) network.dispose();
    });

    for (const name of ['mlp', 'cnn'] as const) {
      for (const accumulate of [1, 3]) {
        it(`with dropout, goes on in another as if it had never stopped: ${name}, parts: ${accumulate}`, async () => {
          const settings = { 'training.accumulate': accumulate };
          const [whole, first, second] = [0, 0, 0].map(() => make(name, { dropout: 0.4 }, settings)) as [
            Network,
            Network,
            Network,
          ];
          const expected = await train(whole, name, { to: 6 });
          const actual = await train(first, name, { to: 3 });
          second.write(await first.read(), 'the first');
          actual.push(...(await train(second, name, { from: 3, to: 6 })));
          assert.deepEqual(actual, expected);
          assert.deepEqual(await second.read(), await whole.read());
        });
      }

      it(`drops in training, by the seed, and not in evaluation: ${name}`, async () => {
        const [plain, dropping, other] = [
          make(name, {}),
          make(name, { dropout: 0.4 }),
          make(name, { dropout: 0.4 }, { 'training.seed': 2 }),
        ];
        other.write(await plain.read(), 'the plain');
        const batch = batchOf(1, SHAPES[name]);
        assert.deepEqual(await dropping.evaluate(batch), await plain.evaluate(batch));
        const losses = [];
        for (const network of [plain, dropping, other]) losses.push((await train(network, name, { to: 1 }))[0]);
        assert.equal(new Set(losses).size, 3);
      });

      it(`takes a batch in parts as it takes the whole: ${name}`, async () => {
        // Adam would make whole steps of the rounding errors of gradients that are 0.
        const settings = { 'optimizer.type': 'sgd', 'optimizer.momentum': 0.9, 'optimizer.clipNorm': 0.5 };
        const whole = make(name, {}, settings);
        const expected = await train(whole, name, { to: 5 });
        for (const accumulate of [2, 3, 1024]) {
          const parts = make(name, {}, { ...settings, 'training.accumulate': accumulate });
          assertClose(await train(parts, name, { to: 5 }), expected, 2e-6);
          assertClose(flat(await parts.read()), flat(await whole.read()), 2e-6);
        }
      });
    }

    it('takes nothing of a state that does not fit: its own stays as it was, weights and slots', async () => {
      const network = make('mlp', {});
      await train(network, 'mlp', { to: 2 });
      const before = await network.read();
      const tensor = { shape: [1], dtype: 'float32' as const, values: new Float32Array(1) };
      const changes: ((tensors: Map<string, StoredTensor>) => unknown)[] = [
        (tensors) => tensors.delete([...tensors.keys()].at(-1)!),
        (tensors) => tensors.set([...tensors.keys()].at(-1)!, tensor),
        (tensors) => tensors.set('more', tensor),
      ];
      for (const part of ['weights', 'optimizer'] as const) {
        for (const change of changes) {
          const zeros = [...before[part]].map(([name, { values, ...rest }]): [string, StoredTensor] => [name, { ...rest, values: values.slice().fill(0) }]); // prettier-ignore
          const tensors = new Map(zeros);
          change(tensors);
          assert.throws(() => {
            network.write({ ...before, [part]: tensors }, 'x');
          }, { code: 'other-architecture' }); // prettier-ignore
          assert.deepEqual(await network.read(), before);
        }
      }
    });

    it('weighs the losses of two targets where samples are mixed, in parts too', async () => {
      const batch = batchOf(1, SHAPES.mlp);
      const other = batchOf(2, SHAPES.mlp).targets;
      const [mixed, parts] = [make('mlp', {}), make('mlp', {}, { 'training.accumulate': 3 })];
      const [first, second] = [await mixed.evaluate(batch), await mixed.evaluate({ ...batch, targets: other })];
      for (const network of [mixed, parts]) {
        const next = { ...batch, mixed: { targets: other, weight: 0.7 } };
        const { loss } = await network.train(next, { step: 1, learningRate: LEARNING_RATE });
        assertClose([loss], [0.7 * first.loss + 0.3 * second.loss], 1e-6);
      }
      assertClose(flat(await parts.read()), flat(await mixed.read()), 1e-5);
    });

    // Labels of a batch in parts of 4, 4 and 2; −1 is none.
    const labels: Record<string, [first: number[], second: number[]]> = {
      'each counts otherwise': [[0, 0, 1, 2, 0, 0, 0, 0, 2, 2], [2, 1, 2, 2, 0, 1, 0, 2, 1, 0]],
      'one part has no first label': [[0, 1, 1, 2, -1, -1, -1, -1, 2, -1], [2, -1, 2, 2, 0, 1, 0, 2, 1, 0]],
      'one part has no label': [[0, 1, 1, 2, 0, -1, 0, 2, -1, -1], [2, 2, 2, -1, 0, 1, 0, 2, -1, -1]],
      'no first label at all': [Array<number>(10).fill(-1), [2, 2, 2, -1, 0, 1, 0, 2, 1, 1]],
      'no label at all': [Array<number>(10).fill(-1), Array<number>(10).fill(-1)],
    }; // prettier-ignore
    for (const [name, [first, second]] of Object.entries(labels)) {
      it(`mixes samples whose classes count differently, in parts as in one: ${name}`, async () => {
        const settings = { 'optimizer.type': 'sgd', 'regularization.l2': 0.1 };
        const states: number[][] = [];
        const losses: number[] = [];
        for (const accumulate of [1, 3]) {
          const network = make('mlp', {}, { ...settings, 'training.accumulate': accumulate }, [1, 7, 0.2]);
          const { targets, ...batch } = batchOf(1, SHAPES.mlp);
          const labelled = (values: number[]) => ({ ...targets, values: Int32Array.from(values) });
          const next = { ...batch, targets: labelled(first), mixed: { targets: labelled(second), weight: 0.6 } };
          const { loss } = await network.train(next, { step: 1, learningRate: 1 });
          losses.push(loss);
          states.push(flat(await network.read()));
        }
        assertClose(states[1]!, states[0]!, 1e-6);
        assertClose([losses[1]!], [losses[0]!], 1e-6);
      });
    }

    it('gives each part of a batch noise of its own', async () => {
      const network = make('mlp', { units: [64], dropout: 0.5 }, { 'training.accumulate': 2 });
      const batch = batchOf(1, SHAPES.mlp);
      const half = batch.inputs.values.length / 2;
      batch.inputs.values.copyWithin(half, 0, half);
      const { logits } = await network.train(batch, { step: 1, learningRate: LEARNING_RATE });
      assert.notDeepEqual(logits.subarray(0, logits.length / 2), logits.subarray(logits.length / 2));
    });

    it('clips as the optimizer says', async () => {
      const settings = { 'optimizer.type': 'sgd', 'training.accumulate': 2 };
      const moved = async (limit: Record<string, unknown>) => {
        const network = make('mlp', {}, { ...settings, ...limit });
        const before = flat(await network.read());
        await network.train(batchOf(1, SHAPES.mlp), { step: 1, learningRate: 1 });
        return flat(await network.read()).map((value, i) => value - before[i]!);
      };
      const byNorm = await moved({ 'optimizer.clipNorm': 0.01 });
      assertClose([Math.hypot(...byNorm)], [0.01], 1e-6);
      const byValue = await moved({ 'optimizer.clipValue': 1e-3 });
      assertClose([Math.max(...byValue.map(Math.abs))], [1e-3], 1e-7);
    });

    describe('where numbers stop being finite, names the place and changes nothing', () => {
      /** Weights with some replaced. */
      async function change(network: Network, weights: Record<string, (values: Float32Array) => void>) {
        const state = await network.read();
        for (const [name, edit] of Object.entries(weights)) edit(state.weights.get(name)!.values as Float32Array);
        network.write(state, 'the test');
      }

      async function refused(network: Network, batch: Batch, problem: { code: string; message: RegExp }) {
        const before = await network.read();
        const { numTensors } = tf.memory();
        await assert.rejects(network.train(batch, { step: 4, learningRate: 1 }), { kind: 'run', ...problem });
        assert.equal(tf.memory().numTensors, numTensors);
        assert.deepEqual(await network.read(), before);
      }

      for (const accumulate of [1, 2]) {
        it(`in the batch, and goes on as if it had never seen it; parts: ${accumulate}`, async () => {
          const settings = { 'training.accumulate': accumulate };
          const [undisturbed, network] = [make('cnn', {}, settings), make('cnn', {}, settings)];
          const expected = await train(undisturbed, 'cnn', { to: 4 });
          const actual = await train(network, 'cnn', { to: 2 });
          const bad = batchOf(3, SHAPES.cnn);
          bad.inputs.values[bad.inputs.values.length - 1] = NaN;
          const message =
            /^the loss is not finite at step 4, first in the outputs of layer conv1; lower optimizer\.learn/;
          await refused(network, bad, { code: 'loss-not-finite', message });
          actual.push(...(await train(network, 'cnn', { from: 2, to: 4 })));
          assert.deepEqual(actual, expected);
        });
      }

      it('in a weight', async () => {
        const network = make('mlp', { activation: 'relu' });
        await change(network, { 'dense2/kernel': (values) => (values[7] = NaN) });
        const message = /first in the weights dense2\/kernel;/;
        await refused(network, batchOf(1, SHAPES.mlp), { code: 'loss-not-finite', message });
      });

      it('in a gradient', async () => {
        // tanh(0) passes the gradient on: 1.3·10³⁷ a sample and class, times inputs of 100.
        const network = make('mlp', { units: [4] });
        await change(network, {
          'dense1/kernel': (values) => values.fill(0),
          'logits/kernel': (values) => {
            values.forEach((_, i) => (values[i] = [1e38, -1e38, 0][i % 3]!));
          },
        });
        const batch = batchOf(1, SHAPES.mlp);
        batch.inputs.values.fill(100);
        batch.targets.values.fill(0);
        const message = /^the gradient's norm is not finite at step 4, first in the gradient of dense1\/kernel;/;
        await refused(network, batch, { code: 'gradient-not-finite', message });
      });

      it('in nothing but the norm', async () => {
        const network = make('mlp', { units: [] });
        await change(network, { 'logits/kernel': (values) => values.fill(0) });
        const batch = batchOf(1, SHAPES.mlp);
        batch.inputs.values.fill(1e25);
        const message = /^the gradient's norm is not finite at step 4; lower/;
        await refused(network, batch, { code: 'gradient-not-finite', message });
      });
    });
  });
}
