/** Models of the user's own: a list of layers, a module. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReference } from '../backends/reference';
import type { EngineEvent } from '../process/protocol';
import { Control } from '../training/control';
import { loadModel } from '../training/load-model';
import { resolve } from '../training/resolve';
import { train } from '../training/session';
import { architectureOf } from '../training/resolve';
import type { Target, Task } from '../data/task';

const classes = (shape: number[] = []): Target => ({ kind: 'classes', classes: 10, shape });
const images = { inputShape: [28, 28, 1], vocabulary: null, target: classes(), outputs: 10 };
const boxes = { ...images, target: { kind: 'boxes' as const, classes: 2, most: 3 }, outputs: 7 };
const language = { inputShape: [6], vocabulary: 12, target: classes([6]), outputs: 10 };

describe("models of the user's own", () => {
  let folder: string;
  before(startReference);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-own-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A specification file with this model. */
  function specification(model: object) {
    const path = join(folder, 'own.nabla.json');
    writeFileSync(path, JSON.stringify({ data: { source: 'digits', samples: 60 }, model }));
    return resolve(path, {});
  }

  function build(model: object, task: Task = images) {
    const resolved = specification(model);
    const built = architectureOf(resolved).build(resolved.model.params, task);
    const shape = (built.outputs[0]!.shape as number[]).slice(1);
    built.dispose();
    return shape;
  }

  describe('a list of layers', () => {
    it('is a model with logits behind it', () => {
      const layers = [
        { type: 'conv2d', filters: 4, activation: 'relu', padding: 'same' },
        { type: 'batchNormalization' },
        { type: 'maxPooling2d' },
        { type: 'flatten' },
        { type: 'dropout', rate: 0.2 },
        { type: 'dense', units: 8, activation: 'relu', name: 'features' },
      ];
      assert.deepEqual(build({ layers }), [10]);
      assert.deepEqual(specification({ layers }).model.architecture, 'layers');
    });

    it('answers every place of a language', () => {
      const layers = [
        { type: 'embedding', inputDim: 12, outputDim: 8 },
        { type: 'positionEmbedding' },
        { type: 'selfAttention', heads: 2, causal: true },
        { type: 'lstm', units: 5, returnSequences: true },
      ];
      assert.deepEqual(build({ layers }, language), [6, 10]);
    });

    it('answers every slot of an image, from one vector or one for each', () => {
      assert.deepEqual(build({ layers: [{ type: 'flatten' }] }, boxes), [3, 7]);
      const rows = { ...boxes, inputShape: [3, 5] };
      assert.deepEqual(build({ layers: [{ type: 'dense', units: 4 }] }, rows), [3, 7]);
      assert.throws(
        () => build({ layers: [{ type: 'dense', units: 4 }] }, boxes),
        /end with \[28, 28, 4\], \[features\] is needed; end with flatten/,
      );
    });

    it('says how many heads a width can have', () => {
      const layers = [
        { type: 'embedding', inputDim: 12, outputDim: 10 },
        { type: 'selfAttention', heads: 3 },
      ];
      assert.throws(
        () => build({ layers }, language),
        /layers\.1 \(selfAttention\) .*\[6, 10\] a sample: 3 heads cannot share a width of 10; give a number/,
      );
    });

    it('says which layer does not fit, and what is needed at the end', () => {
      const lstm = [
        { type: 'dense', units: 3 },
        { type: 'lstm', units: 3 },
      ];
      assert.throws(
        () => build({ layers: lstm }),
        /model.layers.1 \(lstm\) does not fit what comes before it, \[28, 28, 3\]/,
      );
      assert.throws(
        () => build({ layers: [{ type: 'dense', units: 3 }] }),
        /end with \[28, 28, 3\], \[features\] is needed; end with flatten/,
      );
      assert.throws(() => build({ layers: [{ type: 'dense' }] }), /model.layers.0.units is missing/);
      assert.throws(() => build({ layers: [{ type: 'dens', units: 3 }] }), /dens/);
      assert.throws(() => build({ layers: [{ type: 'lambda' }] }), /lambda/);
      assert.throws(() => build({}), /exactly one of architecture, layers, module/);
      assert.throws(() => build({ architecture: 'mlp', layers: lstm }), /exactly one of/);
    });
  });

  describe('a module', () => {
    const write = (name: string, text: string): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };

    const functional = `export default ({ tf, task }) => {
      const x = tf.input({ shape: task.inputShape });
      const y = tf.layers.dense({ units: task.outputs, name: 'own' }).apply(tf.layers.flatten().apply(x));
      return tf.model({ inputs: x, outputs: y });
    };`;

    async function loaded(path: string, task: Task = images) {
      const resolved = specification({ module: path });
      await loadModel(resolved, true);
      return architectureOf(resolved).build(resolved.model.params, task);
    }

    it('that makes a model trains; without trust its code does not run', async () => {
      const marker = join(folder, 'ran');
      const path = write('functional.mjs', `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(marker)}, '');\n${functional}`); // prettier-ignore
      specification({ module: './functional.mjs' });
      const events: EngineEvent[] = [];
      const call = (trusted?: boolean) =>
        train(
          {
            source: join(folder, 'own.nabla.json'),
            overrides: { backend: 'reference', 'training.epochs': 1 },
            runs: join(folder, 'runs'),
            resume: null,
            ...(trusted && { trusted }),
          },
          { emit: (event) => events.push(event), control: new Control() },
        );
      await assert.rejects(call(), new RegExp(`runs the code of ${path}; if you trust it`));
      assert.throws(() => { createRequire(marker)(marker); }, /Cannot find module/); // prettier-ignore
      await call(true);
      assert.equal(events.at(-1)?.type, 'done');
    });

    it('of another copy of tfjs is taken over layer by layer', async () => {
      // A copy of its own: Node keeps modules by path.
      const tfjs = createRequire(__filename).resolve('@tensorflow/tfjs-layers');
      const path = write('model.cjs', `const tf = require(${JSON.stringify(tfjs)});
        const model = tf.sequential();
        model.add(tf.layers.flatten({ inputShape: [28, 28, 1] }));
        model.add(tf.layers.dense({ units: 10, name: 'own' }));
        module.exports = { model };`); // prettier-ignore
      const model = await loaded(path);
      assert.deepEqual(model.weights.map(({ originalName }) => originalName), ['own/kernel', 'own/bias']); // prettier-ignore
      model.dispose();
    });

    const wrong: [name: string, text: string, message: RegExp][] = [
      ['syntax.mjs', 'export default {', /fails when it is loaded/],
      ['throws.mjs', 'throw new Error("no luck")', /fails when it is loaded \(no luck\)/],
      ['nothing.mjs', 'export const x = 1;', /exports neither; export a tfjs model or a function/],
      ['other.mjs', 'export default () => 7;', /its function returns no tfjs model/],
      ['fails.mjs', 'export default () => { throw new Error("no model today"); };', /no model today/],
      ['shape.mjs', functional.replace('task.outputs', '3'), /output is \[3\] a sample, the data needs \[10\]/],
      [
        'input.mjs',
        functional.replace('task.inputShape', '[28, 28, 3]'),
        /input is \[28, 28, 3\] a sample, the data needs \[28, 28, 1\]/,
      ],
    ];
    for (const [name, text, message] of wrong) {
      it(`says what is wrong with ${name}`, async () => {
        await assert.rejects(loaded(write(name, text)), message);
      });
    }

    it('whose output has no slots, of an image with boxes, is named', async () => {
      const slots = functional
        .replace('units: task.outputs', 'units: 21')
        .replace('outputs: y', 'outputs: tf.layers.reshape({ targetShape: [3, 7] }).apply(y)');
      const wrong = loaded(write('one.mjs', functional), boxes);
      await assert.rejects(wrong, /output is \[7\] a sample, the data needs \[3, 7\]/);
      const model = await loaded(write('slots.mjs', slots), boxes);
      assert.deepEqual(model.outputs[0]!.shape, [null, 3, 7]);
      model.dispose();
    });

    it('that is a folder, or is not there, is named', async () => {
      mkdirSync(join(folder, 'directory.mjs'));
      await assert.rejects(loaded(join(folder, 'directory.mjs')), /directory.mjs: is no regular file/);
      await assert.rejects(loaded(join(folder, 'absent.mjs')), /absent.mjs: cannot be read \(ENOENT/);
    });
  });
});
