import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { createOptimizer } from '../../optimizers/optimizer';
import { specificationSchema } from '../../training/specification/specification';
import type { CompiledStep } from '../device';
import { OnnxruntimeBackend } from './backend';
import { compileStep } from './compile';
import { startOnnxruntime } from './device';
import { Graph, nodesOf, type Value } from './graph';
import { machineOf } from './machine';
import { add, mul, sub } from './operators/elementwise';
import { reduce } from './operators/reduce';
import { packState } from './pack-state';
import { optimize } from './passes/pass';
import { passes } from './passes/passes.generated';
import { providers } from './providers';

const settings = (type: string) => v.parse(specificationSchema.entries.optimizer, { type, learningRate: 0.1 });

const SHAPES = { vector: [3], matrix: [2, 2], single: [1], scalar: [] };

/** Variables of several shapes that approach a target, by an optimizer: loss Σ (w − target)⁴. */
function problem(type: string) {
  const variables = Object.entries(SHAPES).map(([name, shape], i) =>
    tf.variable(tf.fill(shape, 0.3 * i + 0.1), true, `${name} of ${type}`),
  );
  const optimizer = createOptimizer(settings(type), variables);
  const step = (inputs: Record<string, tf.Tensor>) => {
    const distance = () =>
      tf.addN(variables.map((w) => tf.sum<tf.Scalar>(tf.square(tf.square(tf.sub(w, inputs.target!))))));
    const { value, grads } = tf.variableGrads(distance, variables);
    optimizer.apply(grads, inputs);
    return { loss: value };
  };
  const run = (compiled: CompiledStep, count: number) => compiled.run({ target: 1, ...optimizer.inputs(count, 0.1) });
  const values = () => [...variables, ...Object.values(optimizer.slots)].map((each) => [...each.dataSync()]);
  const dispose = () => {
    optimizer.dispose();
    tf.dispose(variables);
  };
  return { variables, step, run, values, dispose };
}

function currentBackend(): OnnxruntimeBackend {
  const backend: unknown = tf.backend();
  assert.ok(backend instanceof OnnxruntimeBackend);
  return backend;
}

describe('the packed state of a step', () => {
  let backend: OnnxruntimeBackend;
  before(async () => {
    await startOnnxruntime(1);
    backend = currentBackend();
  });

  const compile = (step: Parameters<typeof compileStep>[1], packed: boolean): CompiledStep =>
    compileStep(backend, step, { threads: 1, provider: providers.cpu, packed });

  for (const type of ['sgd', 'rmsprop', 'adam', 'adamw', 'adagrad', 'adadelta', 'lion']) {
    it(`takes ${type} to the same bits as variables one by one`, async () => {
      const outcomes = [];
      for (const packed of [true, false]) {
        const one = problem(type);
        const compiled = compile(one.step, packed);
        for (let count = 1; count <= 5; count++) await one.run(compiled, count);
        outcomes.push(one.values());
        compiled.dispose();
        one.dispose();
      }
      assert.deepEqual(outcomes[0], outcomes[1]);
    });
  }

  it('sees what is assigned between runs, and does not change what was copied', async () => {
    const one = problem('sgd');
    const compiled = compile(one.step, true);
    await one.run(compiled, 1);
    const [vector, matrix] = one.variables as [tf.Variable, tf.Variable];
    const copy = tf.clone(matrix);
    const before = [...copy.dataSync()];
    tf.tidy(() => {
      vector.assign(tf.tensor([1, 2, 0]));
    });
    await one.run(compiled, 2);
    assert.deepEqual([...copy.dataSync()], before);
    // d/dw (w − 1)⁴ = 4(w − 1)³, at a learning rate of 0.1.
    [1, 2 - 0.4, 0 + 0.4].forEach((expected, i) => {
      assert.ok(Math.abs(vector.dataSync()[i]! - expected) < 1e-6);
    });
    copy.dispose();
    compiled.dispose();
    one.dispose();
  });

  it('names a variable that has been disposed', async () => {
    const one = problem('adam');
    const compiled = compile(one.step, true);
    await one.run(compiled, 1);
    one.variables[1]!.dispose();
    await assert.rejects(one.run(compiled, 2), /variable "matrix of adam" .* has been disposed/);
    compiled.dispose();
    one.dispose();
  });
});

describe('packing a graph', () => {
  let backend: OnnxruntimeBackend;
  before(async () => {
    await startOnnxruntime(1);
    backend = currentBackend();
  });

  /** s − (Σ over a batch of x·s)·rate: an update by a formula of its own size's values and one scalar. */
  function build(sizes: readonly number[]) {
    const graph = new Graph();
    const rate = graph.input('rate', { type: 'float32', shape: [] });
    const state = sizes.map((size, i) => {
      const s = graph.input(`s${i}`, { type: 'float32', shape: [size] });
      const x = graph.input(`x${i}`, { type: 'float32', shape: [4, size] });
      const gradient: Value = reduce('ReduceSum', mul(x, s), [0], false);
      graph.outputs.set(`n${i}`, sub(s, mul(gradient, rate)));
      return { input: `s${i}`, output: `n${i}` };
    });
    return { graph, state };
  }
  const count = (graph: Graph, op: string): number =>
    nodesOf(graph.reachable()).filter((node) => node.op === op).length;

  it('updates all in one operator', () => {
    const { graph, state } = build([3, 5, 7]);
    const { graph: packed, packs } = packState(graph, state);
    assert.deepEqual(
      packs.map(({ members }) => members),
      [state],
    );
    assert.deepEqual([...packed.outputs.keys()], ['next pack 0']);
    const better = optimize(packed, passes, machineOf(backend.runtime));
    assert.deepEqual([count(graph, 'Sub'), count(packed, 'Sub'), count(better, 'Sub')], [3, 3, 1]);
    assert.equal(count(better, 'Mul'), 4, 'a gradient each, the rate for all');
  });

  it('is quick where a formula uses what it made many times over', () => {
    const graph = new Graph();
    const s = graph.input('s', { type: 'float32', shape: [3] });
    const deep = Array.from({ length: 60 }).reduce<Value>((h) => mul(h, sub(1, h)), s);
    graph.outputs.set('n', deep);
    // Written out, this formula would have 2⁶⁰ operands.
    assert.deepEqual(packState(graph, [{ input: 's', output: 'n' }]).packs, []);
  });

  it('leaves large variables, and those that no other is updated like', () => {
    const { graph, state } = build([3, 20_000]);
    assert.deepEqual(packState(graph, state).packs, []);
    const other = build([3, 5]);
    const s = other.graph.input('counter', { type: 'float32', shape: [3] });
    other.graph.outputs.set('next counter', add(s, 1));
    const all = [...other.state, { input: 'counter', output: 'next counter' }];
    assert.deepEqual(
      packState(other.graph, all).packs.map(({ members }) => members),
      [other.state],
    );
  });
});
