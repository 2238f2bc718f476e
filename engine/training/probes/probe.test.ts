/** The probed step: the plain one's bits, and statistics that a few loops over plain numbers give as well. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import type { Device, HostTensor } from '../../backends/device';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import { startReference } from '../../backends/reference';
import type { Batch } from '../../data/batches';
import { crossEntropy } from '../../losses/cross-entropy';
import { createOptimizer } from '../../optimizers/optimizer';
import { Network } from '../network';
import { variableOf } from '../network-state';
import { resolve } from '../resolve';
import { Accumulation, Update, type Training } from '../update';
import { Probe, type Report } from './probe';

const BATCH = 6;
const CLASSES = 3;
const LEARNING_RATE = 0.1;

/** Numbers that look random and are the same everywhere. */
const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233));

const batchOf = (seed: number, shape: number[]): Batch => ({
  inputs: {
    shape: [BATCH, ...shape],
    dtype: 'float32',
    values: numbers(
      shape.reduce((product, extent) => product * extent, BATCH),
      seed,
    ),
  },
  labels: {
    shape: [BATCH],
    dtype: 'int32',
    values: Int32Array.from({ length: BATCH }, (_, i) => (i + seed) % CLASSES),
  },
});

const create = (device: Device, inputShape: number[], overrides: Record<string, unknown>): Network =>
  Network.create(resolve('digits-cnn', overrides), { inputShape, classes: CLASSES }, device);

// A dense network in plain numbers; a matrix is a list of rows.

type Matrix = number[][];

const matrix = ({ values, shape }: Pick<HostTensor, 'values' | 'shape'>): Matrix => {
  const columns = shape.at(-1)!;
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
};
const transpose = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!));
const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => transpose(b).map((column) => row.reduce((sum, x, i) => sum + x * column[i]!, 0)));
const norm = (a: Matrix): number => Math.hypot(...a.flat());

const activations: Record<string, { of: (x: number) => number; slope: (y: number) => number }> = {
  relu: { of: (x) => Math.max(0, x), slope: (y) => (y > 0 ? 1 : 0) },
  tanh: { of: Math.tanh, slope: (y) => 1 - y ** 2 },
  linear: { of: (x) => x, slope: () => 1 },
};

interface Layer {
  name: string;
  activation: string;
  kernel: Matrix;
  bias: Matrix;
}

/** ∂loss/∂logits of the mean cross-entropy. */
function lossGradient(logits: Matrix, labels: Int32Array): Matrix {
  return logits.map((row, sample) => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0);
    return row.map((x, label) => (Math.exp(x) / sum - (label === labels[sample] ? 1 : 0)) / logits.length);
  });
}

/** Outputs and their gradients, weights' gradients: by layer, in order. */
function propagate(dense: Layer[], { inputs, labels }: Batch) {
  const outputs = [matrix(inputs)];
  for (const { activation, kernel, bias } of dense) {
    const products = product(outputs.at(-1)!, kernel);
    outputs.push(products.map((row) => row.map((x, i) => activations[activation]!.of(x + bias[0]![i]!))));
  }
  let gradient = lossGradient(outputs.at(-1)!, labels.values);
  const passes = dense.map((layer, i) => {
    return { layer, input: outputs[i]!, output: outputs[i + 1]!, byOutput: gradient, kernel: gradient, bias: gradient };
  });
  for (const pass of passes.toReversed()) {
    const { slope } = activations[pass.layer.activation]!;
    const inner = gradient.map((row, i) => row.map((g, j) => g * slope(pass.output[i]![j]!)));
    pass.byOutput = gradient;
    pass.kernel = product(transpose(pass.input), inner);
    pass.bias = [transpose(inner).map((column) => column.reduce((a, b) => a + b, 0))];
    gradient = product(inner, transpose(pass.layer.kernel));
  }
  return passes;
}

/** The report of a step of gradient descent. */
function expectedReport(dense: Layer[], batch: Batch): Report {
  const passes = propagate(dense, batch);
  const rows = [
    { name: 'flatten', activation: 'linear', output: matrix(batch.inputs), byOutput: null },
    ...passes.map(({ layer, output, byOutput }) => ({ ...layer, output, byOutput })),
  ];
  const statisticsOf = ({ name, activation, output, byOutput }: (typeof rows)[number]) => {
    const all = output.flat();
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const columns = transpose(output);
    const flat = all.filter((y) => Math.abs(y) > Math.tanh(5)).length / all.length;
    return {
      layer: name,
      mean,
      deviation: Math.sqrt(all.reduce((sum, y) => sum + (y - mean) ** 2, 0) / all.length),
      minimum: Math.min(...all),
      maximum: Math.max(...all),
      zeros: all.filter((y) => y === 0).length / all.length,
      dead: columns.filter((column) => column.every((y) => y === 0)).length / columns.length,
      saturated: activation === 'tanh' ? flat : null,
      notFinite: 0,
      gradientNorm: byOutput && norm(byOutput),
    };
  };
  const weightOf = (weight: string, before: Matrix, gradient: Matrix) => ({
    weight,
    norm: norm(before),
    notFinite: 0,
    gradientNorm: norm(gradient),
    gradientMaximum: Math.max(...gradient.flat().map(Math.abs)),
    gradientNotFinite: 0,
    updateNorm: LEARNING_RATE * norm(gradient),
    updateRatio: norm(before) === 0 ? null : (LEARNING_RATE * norm(gradient)) / norm(before),
  });
  return {
    layers: rows.map(statisticsOf),
    weights: passes.flatMap(({ layer, kernel, bias }) => [
      weightOf(`${layer.name}/kernel`, layer.kernel, kernel),
      weightOf(`${layer.name}/bias`, layer.bias, bias),
    ]),
  };
}

type Rows = readonly Readonly<Record<string, string | number | null>>[];

function assertRows(actual: Rows, expected: Rows): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((row, index) => {
    assert.deepEqual(Object.keys(actual[index]!), Object.keys(row));
    for (const [name, value] of Object.entries(row)) {
      const found = actual[index]![name];
      const what = `${Object.values(row)[0]} ${name}: ${found}, not ${value}`;
      if (typeof value !== 'number') assert.equal(found, value, what);
      else assert.ok(Math.abs((found as number) - value) <= 1e-5 * Math.max(0.01, Math.abs(value)), what);
    }
  });
}

for (const [title, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(2)],
] as const) {
  describe(`the probed step: ${title}`, () => {
    let device: Device;
    before(async () => {
      device = await start();
    });

    for (const activation of ['relu', 'tanh']) {
      it(`tells what plain loops tell, with dead units and flat ones: ${activation}`, async () => {
        const network = create(device, [2, 2], {
          'model.architecture': 'mlp',
          'model.params': { units: [7, 5], activation },
          'optimizer.type': 'sgd',
        });
        const state = await network.read();
        const biases = state.weights.get('dense1/bias')!.values;
        // Far enough to be dead or flat, near enough that float32 keeps an update of the bias.
        biases.set([-10, -10]);
        network.write(state, 'the test');
        const dense = ['dense1', 'dense2', 'logits'].map((name) => ({
          name,
          activation: name === 'logits' ? 'linear' : activation,
          kernel: matrix(state.weights.get(`${name}/kernel`)!),
          bias: matrix(state.weights.get(`${name}/bias`)!),
        }));
        const batch = batchOf(1, [2, 2]);
        const call = { step: 1, learningRate: LEARNING_RATE, isProbed: true };
        const { report } = await network.train(batch, call);
        const flattened = { ...batch, inputs: { ...batch.inputs, shape: [BATCH, 4] } };
        const expected = expectedReport(dense, flattened);
        assertRows(report!.layers, expected.layers);
        assertRows(report!.weights, expected.weights);
        const { dead, saturated } = report!.layers[1]!;
        assert.ok(activation === 'relu' ? dead! >= 2 / 7 - 1e-6 : saturated! >= 2 / 7 - 1e-6);
        network.dispose();
      });
    }

    for (const architecture of ['mlp', 'cnn']) {
      for (const accumulate of [1, 2]) {
        it(`moves the weights to the bits of the plain step: ${architecture}, parts: ${accumulate}`, async () => {
          const params = architecture === 'mlp' ? { units: [16, 8] } : { filters: [4, 8], units: [8] };
          const overrides = {
            'model.architecture': architecture,
            'model.params': { ...params, dropout: 0.3 },
            'training.accumulate': accumulate,
            'optimizer.clipNorm': 0.5,
          };
          const [plain, probed] = [create(device, [8, 8, 2], overrides), create(device, [8, 8, 2], overrides)];
          for (let step = 1; step <= 4; step++) {
            const batch = batchOf(step, [8, 8, 2]);
            const { report: none, ...expected } = await plain.train(batch, { step, learningRate: LEARNING_RATE });
            const call = { step, learningRate: LEARNING_RATE, isProbed: true };
            const { report, ...actual } = await probed.train(batch, call);
            assert.deepEqual(actual, expected);
            assert.deepEqual([none, report?.layers.at(-1)?.layer], [null, 'logits']);
          }
          assert.deepEqual(await probed.read(), await plain.read());
          for (const network of [plain, probed]) network.dispose();
        });
      }
    }

    it('is traced when it is first asked for, and leaves nothing behind', async () => {
      const traced: string[] = [];
      let compiled = 0;
      const watched: Device = {
        ...device,
        compile(step) {
          const name = `step ${compiled++}`;
          return device.compile((inputs) => {
            if (!traced.includes(name)) traced.push(name);
            return step(inputs);
          });
        },
      };
      const { numTensors } = tf.memory();
      const network = create(watched, [2, 2], { 'model.architecture': 'mlp' });
      const call = { step: 1, learningRate: LEARNING_RATE };
      await network.train(batchOf(1, [2, 2]), call);
      await network.train(batchOf(1, [2, 2]), call);
      assert.equal(traced.length, 1);
      const between = tf.memory().numTensors;
      await network.train(batchOf(1, [2, 2]), { ...call, isProbed: true });
      assert.equal(traced.length, 2);
      assert.equal(tf.memory().numTensors, between);
      network.dispose();
      assert.equal(tf.memory().numTensors, numTensors);
    });

    it('sees every call of a shared layer, and every layer of a graph with batch normalization', async () => {
      const run = async (isProbed: boolean) => {
        const model = graph();
        const variables = model.trainableWeights.map(variableOf);
        const { optimizer: settings } = resolve('digits-cnn', {});
        const optimizer = createOptimizer(settings, variables);
        const training: Training = {
          precision: 'float32',
          variables,
          forward({ inputs, labels }) {
            const logits = model.apply(inputs!, { training: true }) as tf.Tensor;
            return { loss: crossEntropy(logits, labels!), logits };
          },
          update: (gradients, inputs) => ({ norm: optimizer.apply(gradients, inputs).norm }),
        };
        const probe = new Probe(model, training);
        const accumulation = new Accumulation(device, training);
        const update = new Update(device, isProbed ? probe.training : training, accumulation);
        const { inputs, labels } = batchOf(1, [4]);
        const part = { inputs: { inputs, labels }, samples: BATCH };
        const [results] = await update.run([part], optimizer.inputs(1, LEARNING_RATE));
        const report = isProbed ? probe.read(results!) : null;
        const weights = model.weights.map((weight) => variableOf(weight).dataSync<'float32'>().slice());
        for (const made of [probe, accumulation, update, optimizer, model]) made.dispose();
        return { report, weights };
      };
      const [plain, { report, weights }] = [await run(false), await run(true)];
      assert.deepEqual(weights, plain.weights);
      const seen = report!.layers.map(({ layer }) => layer);
      assert.deepEqual(seen, ['first', 'normal', 'shared', 'shared', 'sum', 'logits']);
      assert.ok(report!.layers.every(({ gradientNorm }) => gradientNorm! > 0));
      const [, normal] = report!.layers;
      assert.ok(Math.abs(normal!.mean!) < 1e-5 && Math.abs(normal!.deviation! - 1) < 0.05);
      const named = report!.weights.map(({ weight }) => weight);
      assert.deepEqual(named.slice(0, 4), ['first/kernel', 'first/bias', 'normal/gamma', 'normal/beta']);
    });
  });
}

/** A layer called twice, (B, 4) → (B, classes). */
function graph(): layers.LayersModel {
  const kernel = (seed: number, shape: number[]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return { shape, values: numbers(size, seed) };
  };
  const input = layers.input({ shape: [4] });
  const first = layers.layers.dense({ name: 'first', units: 5, activation: 'tanh' }).apply(input);
  const normal = layers.layers.batchNormalization({ name: 'normal' }).apply(first);
  const shared = layers.layers.dense({ name: 'shared', units: 5, activation: 'relu' });
  const once = shared.apply(normal) as layers.SymbolicTensor;
  const twice = shared.apply(once) as layers.SymbolicTensor;
  const sum = layers.layers.add({ name: 'sum' }).apply([once, twice]);
  const logits = layers.layers.dense({ name: 'logits', units: CLASSES }).apply(sum) as layers.SymbolicTensor;
  const model = layers.model({ inputs: input, outputs: logits });
  model.trainableWeights
    .filter(({ originalName }) => originalName.endsWith('/kernel'))
    .forEach((weight, seed) => {
      const { values, shape } = kernel(seed, weight.shape as number[]);
      tf.tidy(() => {
        weight.write(tf.tensor(values, shape));
      });
    });
  return model;
}
