/** `nabla export` and the way back: what a run exports, other programs open, and another run begins with. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { startReference } from '../../engine/backends/reference';
import * as tf from '@tensorflow/tfjs-core';
import { protobufFields } from '../../engine/storage/protobuf';
import { decodeSafetensors } from '../../engine/storage/safetensors';
import { openTrained } from '../../engine/training/trained';
import type { Trained } from '../../engine/storage/exchange/export/trained';
import { lines, nabla, root, tiny } from './nabla';

/** A convolutional network of a second. */
const small = [
  ...['--set', 'data.samples=120', '--set', 'training.epochs=2', '--set', 'training.batchSize=16'],
  ...['--set', 'model.params={"filters":[3,4],"units":[8],"dropout":0.25}'],
];

/** Sums in another order: the last digits of float32. */
const TOLERANCE = 1e-6;

const COUNT = 3;

/** Debian's python3-onnx, of the system's interpreter. */
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import onnx'], { stdio: 'ignore' }).status === 0,
);

/** ONNX's own checker, strict: shapes are inferred too. Debian's knows operators up to version 17, in which ours are the same. */
const CHECK = `
import sys, onnx
model = onnx.load(sys.argv[1])
assert all(s.domain == '' for s in model.opset_import), model.opset_import
model.ir_version = min(model.ir_version, onnx.IR_VERSION)
model.opset_import[0].version = min(model.opset_import[0].version, onnx.defs.onnx_opset_version())
onnx.checker.check_model(model, full_check=True)
print(' '.join(i.name for i in model.graph.initializer))
`;

/** Opens a model with plain tfjs-layers, from memory, in a process without Nabla; prints its outputs. */
const OPEN = `
const { readFileSync } = require('node:fs');
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const layers = require('@tensorflow/tfjs-layers');
const [folder, inputs, shape] = process.argv.slice(1);
const { modelTopology, weightsManifest } = JSON.parse(readFileSync(folder + '/model.json', 'utf8'));
const weightData = Buffer.concat(weightsManifest.flatMap(({ paths }) => paths.map((path) => readFileSync(folder + '/' + path))));
const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
const handler = tf.io.fromMemory({ modelTopology, weightSpecs, weightData: new Uint8Array(weightData).buffer });
layers.loadLayersModel(handler).then((model) => {
  const logits = model.predict(tf.tensor(JSON.parse(inputs), JSON.parse(shape)));
  console.log(JSON.stringify({ logits: [...logits.dataSync()], classes: model.layers.map((layer) => layer.getClassName()) }));
});
`;

describe('nabla export', function () {
  this.timeout(180_000);
  let folder: string;
  let trained: Trained;
  let inputs: Float32Array;
  let expected: Float32Array;

  const runs = () => join(folder, 'runs');
  const name = () => readdirSync(runs())[0]!;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-export-'));
    const { code, stderr } = await nabla(['train', 'digits-cnn', ...small, '--runs', runs(), '--json']);
    assert.equal(code, 0, stderr);
    await startReference();
    trained = await openTrained(runs(), name(), 'best');
    const size = tf.util.sizeFromShape(trained.signature.task.inputShape);
    inputs = Float32Array.from({ length: COUNT * size }, (_, index) => (index * 37) % 256);
    const [shift, scale] = [trained.normalization.shift[0]!, trained.normalization.scale[0]!];
    const x = tf.tensor(
      inputs.map((value) => (value - shift) / scale),
      [COUNT, ...trained.signature.task.inputShape],
    );
    expected = (trained.model.apply(x, { training: false }) as tf.Tensor).dataSync<'float32'>();
  });
  after(() => {
    trained.model.dispose();
    rmSync(folder, { recursive: true });
  });

  async function exported(format: string, out: string, more: string[] = []): Promise<string> {
    const path = join(folder, out);
    const call = ['export', name(), '--runs', runs(), '--format', format, '--out', path, ...more];
    const { code, stdout, stderr } = await nabla(call, { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.ok(stdout.startsWith(`wrote ${path}: the weights after step ${trained.step}\n`), stdout);
    return path;
  }

  function assertExpected(logits: ArrayLike<number>): void {
    assert.equal(logits.length, expected.length);
    const worst = Math.max(...expected.map((value, index) => Math.abs(value - logits[index]!) / (1 + Math.abs(value))));
    assert.ok(worst <= TOLERANCE, `differ by ${worst}`);
  }

  it('safetensors: the weights, and what they belong to', async () => {
    const bytes = readFileSync(await exported('safetensors', 'weights.safetensors'));
    assert.deepEqual(new Map(decodeSafetensors(bytes, 'x')), new Map(trained.weights));
    const header = JSON.parse(bytes.subarray(8, 8 + bytes.readUInt32LE()).toString()) as {
      __metadata__: Record<string, string>;
    };
    assert.equal(header.__metadata__.architecture, 'cnn');
    assert.deepEqual(JSON.parse(header.__metadata__.params!), trained.params);
    assert.deepEqual(JSON.parse(header.__metadata__.normalization!), trained.normalization);
  });

  it('a run of before, which says nothing of its inputs, has it from its data', async () => {
    const kept = join(runs(), name(), 'signature.json');
    const text = readFileSync(kept);
    for (const other of ['{"task":', '{"task":{"inputShape":[1e99]}}']) {
      writeFileSync(kept, other);
      const { model, signature } = await openTrained(runs(), name(), 'best');
      model.dispose();
      assert.deepEqual(signature, JSON.parse(text.toString()));
    }
    writeFileSync(kept, text);
  });

  it('ONNX: raw inputs, any batch, the numbers of the engine', async () => {
    const path = await exported('onnx', 'model.onnx');
    const session = await InferenceSession.create(path);
    const [rows, size] = [expected.length / COUNT, inputs.length / COUNT];
    for (const batch of [COUNT, 1]) {
      const input = new Tensor('float32', inputs.slice(0, batch * size), [batch, ...trained.signature.task.inputShape]);
      const { logits } = await session.run({ input });
      assert.deepEqual(logits!.dims, [batch, rows]);
      const found = [...(logits!.data as Float32Array), ...expected.slice(batch * rows)];
      assertExpected(found);
    }
    const domains = [...protobufFields(readFileSync(path), path)].filter(({ number }) => number === 8);
    assert.equal(domains.length, 1);
  });

  it('ONNX: its own checker finds nothing, and the weights have our names', async function () {
    if (!python) {
      assert.notEqual(process.env.NABLA_CI, '1', 'NABLA_CI=1 needs ONNX: apt-get install python3-onnx');
      this.skip();
    }
    const path = await exported('onnx', 'checked.onnx');
    const initializers = execFileSync(python, ['-c', CHECK, path], { encoding: 'utf8' }).trim().split(' ');
    for (const weight of trained.weights.keys()) assert.ok(initializers.includes(weight), weight);
  });

  it('tfjs: opens without Nabla, our layers as its own', async () => {
    const path = await exported('tfjs', 'tfjs');
    const args = [
      '-e',
      OPEN,
      path,
      JSON.stringify([...inputs]),
      JSON.stringify([COUNT, ...trained.signature.task.inputShape]),
    ];
    const output = execFileSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { logits, classes } = JSON.parse(output.trim().split('\n').at(-1)!) as {
      logits: number[];
      classes: string[];
    };
    assertExpected(logits);
    assert.ok(classes.includes('Dropout') && !classes.includes('SeededDropout'), classes.join());
  });

  it('a run begins with what another exported, in every format', async () => {
    const begun = join(folder, 'begun');
    const files = [
      await exported('safetensors', 'ours.safetensors'),
      await exported('safetensors', 'torch.safetensors', ['--names', 'pytorch']),
      await exported('onnx', 'again.onnx'),
      join(await exported('tfjs', 'again'), 'model.json'),
    ];
    // With a learning rate of next to nothing, the first checkpoint has the weights that the run began with.
    const still = [
      '--set',
      'optimizer.type=sgd',
      '--set',
      'optimizer.learningRate=1e-30',
      '--set',
      'training.epochs=1',
    ];
    for (const [index, file] of files.entries()) {
      const into = `${begun}${index}`;
      const call = [
        'train',
        'digits-cnn',
        ...small,
        ...still,
        '--set',
        `model.weights=${file}`,
        '--runs',
        into,
        '--json',
      ];
      const { code, stdout, stderr } = await nabla(call);
      assert.equal(code, 0, stderr);
      const { path } = lines(stdout).find(({ type }) => type === 'checkpoint') as unknown as { path: string };
      const weights = decodeSafetensors(readFileSync(join(path, 'weights.safetensors')), path);
      assert.deepEqual(new Map(weights), new Map(trained.weights), file);
    }
  });

  describe('refuses in one line', () => {
    const refused = async (args: string[], message: RegExp) => {
      const { code, stdout, stderr } = await nabla(args, { cwd: folder });
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.match(stderr, /^nabla: [^\n]+\n$/);
      assert.equal(stdout, '');
    };

    it('what it cannot export', async () => {
      await refused(['export', name(), '--runs', runs()], /--format is missing; there is: safetensors, onnx, tfjs/);
      await refused(['export', name(), '--runs', runs(), '--format', 'onxx'], /did you mean "onnx"\?/);
      await refused(['export', 'none', '--runs', runs(), '--format', 'onnx'], /no run's folder/);
      const call = ['export', name(), '--runs', runs(), '--format', 'onnx', '--checkpoint', '7777'];
      await refused(call, /none of step 7777; there is: \d+/);
    });

    it('weights of another model: which tensor, which shape here and there', async () => {
      const file = await exported('safetensors', 'other.safetensors');
      const call = ['train', 'digits-cnn', ...tiny, '--set', `model.weights=${file}`, '--runs', join(folder, 'none')];
      await refused(
        call,
        /other\.safetensors does not fit the model: dense1\/kernel is \[196, 8\] there, \[784, 8\] here; /,
      );
    });

    it('a damaged file', async () => {
      const whole = readFileSync(await exported('safetensors', 'whole.safetensors'));
      const file = join(folder, 'cut.safetensors');
      writeFileSync(file, whole.subarray(0, -5));
      const call = ['train', 'digits-cnn', ...small, '--set', `model.weights=${file}`, '--runs', join(folder, 'none')];
      await refused(call, /cut\.safetensors is damaged: it is truncated: .*; use another copy/);
    });

    it('a pickle, whatever it is called', async () => {
      const file = join(folder, 'model.safetensors');
      writeFileSync(file, Buffer.from([0x80, 4, 0x95, 1, 0, 0, 0, 0, 0, 0, 0, 0x4e, 0x2e]));
      const call = ['train', 'digits-cnn', ...tiny, '--set', `model.weights=${file}`, '--runs', join(folder, 'none')];
      await refused(call, /is a pickle, which runs code when it is read, which is not read; convert it/);
    });
  });
});
