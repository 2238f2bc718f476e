/** Every architecture, exported: ONNX and tfjs say what the engine says of raw inputs, for any batch. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { startDevice } from '../../../backends/devices';
import { OnnxruntimeBackend } from '../../../backends/onnxruntime/backend';
import { architectures } from '../../../architectures/architectures.generated';
import type { Task } from '../../../data/task';
import { initialize } from '../../../training/initialize';
import * as v from 'valibot';
import { protobufFields } from '../../protobuf';
import type { StoredTensor } from '../../tensors';
import { exporter as onnx } from './onnx';
import { exporter as tfjs } from './tfjs';
import { inputTypeOf, type Exported, type Trained } from './trained';

const numbers = (inputShape: number[]) => ({ inputShape, vocabulary: null, shape: [] as number[] });
const tokens = (shape: number[]) => ({ inputShape: [7], vocabulary: 11, shape });

type Given = ReturnType<typeof numbers> | ReturnType<typeof tokens>;

interface Case {
  name: string;
  architecture: string;
  params: object;
  given: Given;
  /** Whether tfjs has all of its layers. */
  inTfjs: boolean;
}

const cases: Case[] = [
  { name: 'perceptron', architecture: 'perceptron', params: {}, given: numbers([6]), inTfjs: true },
  {
    name: 'mlp with batch normalization',
    architecture: 'mlp',
    params: { units: [8], normalization: 'batch', dropout: 0.2 },
    given: numbers([8, 8, 2]),
    inTfjs: true,
  },
  {
    name: 'cnn with layer normalization',
    architecture: 'cnn',
    params: { filters: [3, 4], units: [6], normalization: 'layer' },
    given: numbers([8, 8, 2]),
    inTfjs: true,
  },
  {
    name: 'lstm over series',
    architecture: 'lstm',
    params: { units: [6, 5], embedding: 4, dropout: 0.2 },
    given: numbers([7, 2]),
    inTfjs: true,
  },
  {
    name: 'lstm over a language',
    architecture: 'lstm',
    params: { units: [6], embedding: 4 },
    given: tokens([7]),
    inTfjs: true,
  },
  { name: 'gru', architecture: 'lstm', params: { units: [6], cell: 'gru' }, given: tokens([]), inTfjs: false },
  {
    name: 'transformer over series',
    architecture: 'transformer',
    params: { width: 8, heads: 2, layers: 1 },
    given: numbers([7, 2]),
    inTfjs: false,
  },
  {
    name: 'transformer over a language',
    architecture: 'transformer',
    params: { width: 8, heads: 2, layers: 2 },
    given: tokens([7]),
    inTfjs: false,
  },
];

const CLASSES = 3;
/** Sums in another order. */
const TOLERANCE = 2e-6;

async function trainedOf({ architecture, params, given }: Case): Promise<Trained> {
  const { parameters, ...found } = architectures.find(({ id }) => id === architecture)!;
  const { inputShape, vocabulary, shape } = given;
  const task: Task = { inputShape, vocabulary, target: { kind: 'classes', classes: CLASSES, shape }, outputs: CLASSES };
  const chosen = v.parse(parameters, params);
  const model = found.build(chosen, task);
  initialize(model, 1);
  const weights = new Map<string, StoredTensor>();
  for (const weight of model.weights) {
    // Averages and biases of their own: zeros would hide what is mixed up.
    const noise = tf.randomUniform(weight.shape as number[], 0.05, 0.2, 'float32', 7);
    weight.write(tf.add(weight.read(), noise));
    const values = (await weight.read().data()) as Float32Array;
    weights.set(weight.originalName, { shape: weight.shape as number[], dtype: 'float32', values: values.slice() });
  }
  const channels = inputShape.at(-1)!;
  const isToken = vocabulary !== null;
  return {
    run: 'run',
    step: 1,
    architecture,
    params: chosen as Record<string, unknown>,
    model,
    weights,
    signature: { task, names: null, categories: {}, units: {}, filling: null },
    normalization: isToken
      ? { shift: [0], scale: [1] }
      : {
          shift: Array.from({ length: channels }, (_, c) => 3 + c),
          scale: Array.from({ length: channels }, (_, c) => 2 + c),
        },
  };
}

function inputsOf({ given: { inputShape, vocabulary } }: Case, batch: number): tf.Tensor {
  const shape = [batch, ...inputShape];
  const size = tf.util.sizeFromShape(shape);
  if (vocabulary)
    return tf.tensor(
      Int32Array.from({ length: size }, (_, at) => (at * 7) % vocabulary),
      shape,
      'int32',
    );
  return tf.tensor(
    Float32Array.from({ length: size }, (_, at) => 5 + 4 * Math.sin(at * 12.9898)),
    shape,
  );
}

function logitsOf({ model, normalization: { shift, scale } }: Trained, x: tf.Tensor): Float32Array {
  const given = x.dtype === 'int32' ? x : tf.div(tf.sub(x, tf.tensor1d(shift)), tf.tensor1d(scale));
  return (model.apply(given, { training: false }) as tf.Tensor).dataSync<'float32'>().slice();
}

function assertClose(found: ArrayLike<number>, expected: Float32Array): void {
  assert.equal(found.length, expected.length);
  const worst = Math.max(...expected.map((value, at) => Math.abs(value - found[at]!) / (1 + Math.abs(value))));
  assert.ok(worst <= TOLERANCE, `differ by ${worst}`);
}

/** The number of a wire field of the model's first message at a path of field numbers. */
function texts(bytes: Buffer, path: number[]): string[] {
  let fields = [...protobufFields(bytes, 'model')];
  for (const number of path.slice(0, -1)) {
    fields = fields.filter((one) => one.number === number).flatMap((one) => [...one.fields()]);
  }
  return fields.filter((one) => one.number === path.at(-1)).map((one) => one.text);
}

async function openTfjs({ files }: Exported): Promise<layers.LayersModel> {
  const json = JSON.parse(Buffer.from(files.at(-1)!.bytes).toString()) as {
    modelTopology: object;
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weightData = new Uint8Array(
    Buffer.concat(files.filter(({ name }) => name.endsWith('.bin')).map(({ bytes }) => bytes)),
  ).buffer;
  const weightSpecs = json.weightsManifest[0]!.weights;
  return layers.loadLayersModel(tf.io.fromMemory({ modelTopology: json.modelTopology, weightSpecs, weightData }));
}

describe('exporters', function () {
  this.timeout(60_000);
  before(() => startDevice('cpu'));

  for (const one of cases) {
    it(`${one.name}: ONNX`, async () => {
      const trained = await trainedOf(one);
      const { files, notes } = await onnx.write(trained, { names: 'nabla' });
      assert.match(notes.join(), /batches of any size/);
      const bytes = Buffer.from(files[0]!.bytes);
      const backend: unknown = tf.backend();
      assert.ok(backend instanceof OnnxruntimeBackend);
      const { runtime } = backend;
      const session = runtime.session(bytes, ['logits'], { threads: 1, optimize: false });
      for (const batch of [1, 4, 61]) {
        const x = inputsOf(one, batch);
        const input = runtime.tensor(inputTypeOf(trained), x.dataSync(), x.shape);
        assertClose(session.run({ input }).logits!.data as Float32Array, logitsOf(trained, x));
      }
      session.dispose();
      // One set of operators: ONNX's own. Each weight under its name.
      assert.deepEqual(texts(bytes, [8, 1]), ['']);
      assert.deepEqual(
        texts(bytes, [7, 5, 8])
          .filter((name) => trained.weights.has(name))
          .sort(),
        [...trained.weights.keys()].sort(),
      );
      trained.model.dispose();
    });

    it(`${one.name}: tfjs`, async () => {
      const trained = await trainedOf(one);
      if (!one.inTfjs) {
        assert.throws(() => tfjs.write(trained, { names: 'nabla' }), /tfjs has no layer like .*; use --format onnx/);
      } else {
        const model = await openTfjs(await tfjs.write(trained, { names: 'nabla' }));
        assert.ok(!model.layers.some((layer) => /^(Nabla|Seeded)/.test(layer.getClassName())));
        const x = inputsOf(one, 4);
        assertClose((model.predict(x) as tf.Tensor).dataSync(), logitsOf(trained, x));
        model.dispose();
      }
      trained.model.dispose();
    });
  }
});
