/** The state of steps on WebGPU: it stays there between steps, is freed once, and is read and assigned as ever. */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, HostTensor, Step } from '../../engine/backends/device';
import type { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { providers } from '../../engine/backends/onnxruntime/providers';
import { compileFor, startWebgpu } from './way';

const vector = (...values: number[]): HostTensor => ({
  shape: [values.length],
  dtype: 'float32',
  values: Float32Array.from(values),
});

describe('the state on WebGPU', () => {
  let backend: OnnxruntimeBackend;
  let compile: (step: Step) => CompiledStep;
  const held = (): number => backend.runtime.memory.count;

  before(async () => {
    backend = await startWebgpu();
    compile = compileFor(backend);
  });

  beforeEach(() => {
    assert.equal(held(), 0, 'the test before left tensors on the device');
  });

  /** x ← 2x + y */
  const doubling = () => {
    const x = tf.variable(tf.tensor([1, 2, 3]));
    const step = compile(({ y }) => {
      x.assign(tf.add(tf.mul(x, 2), y!));
      return { sum: tf.sum(x) };
    });
    return { x, step };
  };

  it('holds one tensor a variable, however many steps run', async () => {
    const { x, step } = doubling();
    for (let i = 0; i < 50; i++) {
      await step.run({ y: vector(0, 0, 0) });
      assert.equal(held(), 1);
    }
    assert.deepEqual([...x.dataSync()], [2 ** 50, 2 * 2 ** 50, 3 * 2 ** 50]);
    x.dispose();
    assert.equal(held(), 0);
    step.dispose();
  });

  it('is read without moving, and later', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    assert.deepEqual([...(await x.data())], [3, 5, 7]);
    assert.equal(held(), 1);
    await step.run({ y: vector(1, 1, 1) });
    assert.deepEqual([...tf.tidy(() => tf.square(x).dataSync())], [49, 121, 225], 'by an operator of its own');
    step.dispose();
    assert.deepEqual([...x.dataSync()], [7, 11, 15], 'after the step has gone');
    x.dispose();
  });

  it('is assigned from the host, which frees what was there', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    x.assign(tf.tensor([10, 20, 30]));
    assert.equal(held(), 0);
    const { sum } = await step.run({ y: vector(0, 0, 0) });
    assert.deepEqual([...sum!.values], [120]);
    tf.dispose(x);
    step.dispose();
  });

  it('does not change what was copied from it', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    const copy = x.clone();
    const view = tf.reshape(x, [3, 1]);
    await step.run({ y: vector(1, 1, 1) });
    assert.equal(held(), 2);
    assert.deepEqual([...copy.dataSync(), ...view.dataSync(), ...x.dataSync()], [3, 5, 7, 3, 5, 7, 7, 11, 15]);
    tf.dispose([copy, view, x]);
    assert.equal(held(), 0);
    step.dispose();
  });

  it('is shared by steps, on the device and on the CPU', async () => {
    const { x, step } = doubling();
    const evaluate = compile(() => ({ largest: tf.max(x) }));
    const onCpu = compileFor(backend, { provider: providers.cpu })(() => {
      x.assign(tf.neg(x));
      return {};
    });
    await step.run({ y: vector(1, 1, 1) });
    assert.deepEqual([...(await evaluate.run({})).largest!.values], [7]);
    await onCpu.run({});
    assert.equal(held(), 0, 'now the host holds it');
    assert.deepEqual([...(await step.run({ y: vector(0, 0, 0) })).sum!.values], [-30]);
    for (const compiled of [evaluate, onCpu, step]) compiled.dispose();
    x.dispose();
  });

  it('becomes a constant of another step where it is no variable', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    const copy = x.clone();
    const other = compile(({ y }) => ({ product: tf.mul(copy, y!) }));
    assert.deepEqual([...(await other.run({ y: vector(2, 2, 2) })).product!.values], [6, 10, 14]);
    tf.dispose([copy, x]);
    other.dispose();
    step.dispose();
  });

  it('may be integers, of any shape, and scalars', async () => {
    const counter = tf.variable(tf.scalar(0, 'int32'), false);
    const table = tf.variable(tf.zeros([2, 1, 2], 'int32'), false);
    const step = compile(() => {
      counter.assign(tf.add(counter, tf.scalar(1, 'int32')));
      table.assign(tf.add(table, counter));
      return {};
    });
    for (let i = 0; i < 3; i++) await step.run({});
    assert.deepEqual([...counter.dataSync(), ...table.dataSync()], [3, 6, 6, 6, 6]);
    tf.dispose([counter, table]);
    step.dispose();
  });

  it('is as it was where the results are refused', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    const { sum } = await step.run({ y: vector(0, 0, 0) }, (results) => results.sum!.values[0]! < 10);
    assert.deepEqual([...sum!.values, ...x.dataSync()], [30, 3, 5, 7]);
    assert.equal(held(), 1);
    x.dispose();
    step.dispose();
  });

  it('is as it was where a step fails', async () => {
    const { x, step } = doubling();
    await step.run({ y: vector(1, 1, 1) });
    await assert.rejects(step.run({ y: { ...vector(1, 1), shape: [3] } }));
    assert.deepEqual([...x.dataSync()], [3, 5, 7]);
    assert.equal(held(), 1);
    x.dispose();
    step.dispose();
  });

  it('outlives neither order of disposal', async () => {
    for (const order of ['step first', 'variable first']) {
      const { x, step } = doubling();
      await step.run({ y: vector(1, 1, 1) });
      const disposals = [
        () => {
          step.dispose();
        },
        () => {
          x.dispose();
        },
      ];
      for (const dispose of order === 'step first' ? disposals : disposals.reverse()) dispose();
      assert.equal(held(), 0, order);
    }
  });

  it('is freed by size: 200 steps of 4 MB leave no memory behind', async () => {
    const megabyte = 2 ** 18;
    const large = tf.variable(tf.zeros([4 * megabyte]));
    const step = compile(() => {
      large.assign(tf.add(large, 1));
      return {};
    });
    for (let i = 0; i < 20; i++) await step.run({});
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 200; i++) await step.run({});
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    // 200 tensors of 4 MB that nobody freed would be 800 MB.
    assert.ok(grown < 200, `${grown.toFixed(0)} MB more`);
    assert.equal(large.dataSync()[7], 220);
    large.dispose();
    step.dispose();
  });
});
