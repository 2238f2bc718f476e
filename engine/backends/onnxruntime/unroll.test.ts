import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { createOptimizer } from '../../optimizers/optimizer';
import { specificationSchema } from '../../training/specification/specification';
import type { HostTensor } from '../device';
import { startDevice } from '../devices';
import { OnnxruntimeBackend } from './backend';
import { Graph } from './graph';
import { encodeModel } from './onnx';
import { add, mul } from './operators/elementwise';
import { loadRuntime } from './session';
import { unroll } from './unroll';

const scalarOf = ({ data }: { data: unknown }): number => (data as Float32Array)[0]!;

describe('several steps as one graph', () => {
  it('pass the state on: s ← a·s + x, y = s + x, by Horner', async () => {
    const graph = new Graph();
    const input = (name: string) => graph.input(name, { type: 'float32', shape: [] });
    const [s, a, x] = [input('s'), input('a'), input('x')];
    graph.outputs.set('next s', add(mul(a, s), x));
    graph.outputs.set('y', add(s, x));
    // `a` is state that no step changes.
    const state = [
      { input: 's', output: 'next s' },
      { input: 'a', output: 'next a' },
    ];
    const three = unroll(graph, state, 3);
    assert.deepEqual([...three.outputs.keys()].sort(), ['next s', 'y @0', 'y @1', 'y @2']);

    const runtime = await loadRuntime();
    const session = runtime.session(encodeModel(three), [...three.outputs.keys()], { threads: 1, optimize: true });
    const values = { s: 2, a: 3, 'x @0': 5, 'x @1': 7, 'x @2': 11 };
    const feeds = Object.entries(values).map(([name, value]) => {
      return [name, runtime.tensor('float32', Float32Array.of(value), [])] as const;
    });
    const results = session.run(Object.fromEntries(feeds));
    session.dispose();
    const [s1, s2] = [3 * 2 + 5, 3 * (3 * 2 + 5) + 7];
    assert.equal(scalarOf(results['next s']!), 3 * s2 + 11);
    assert.deepEqual(
      ['y @0', 'y @1', 'y @2'].map((name) => scalarOf(results[name]!)),
      [2 + 5, s1 + 7, s2 + 11],
    );
  });
});

describe('short steps', () => {
  const settings = v.parse(specificationSchema.entries.optimizer, { type: 'adam', learningRate: 0.01 });

  /** A step of a few weights, at every count another target. */
  async function start() {
    const { device } = await startDevice('cpu');
    const weights = tf.variable(tf.tensor([0.5, -0.5, 2]));
    const optimizer = createOptimizer(settings, [weights]);
    const compiled = device.compile((inputs) => {
      const loss = () => tf.sum<tf.Scalar>(tf.square(tf.sub(weights, inputs.target!)));
      const { value, grads } = tf.variableGrads(loss, [weights]);
      optimizer.apply(grads, inputs);
      return { loss: value };
    });
    const inputs = (count: number) => ({ target: Math.sin(count), ...optimizer.inputs(count, 0.01) });
    const lossOf = ({ loss }: Record<string, HostTensor>) => loss!.values[0]!;
    const end = () => {
      const final = [...weights.dataSync()];
      compiled.dispose();
      optimizer.dispose();
      weights.dispose();
      return final;
    };
    return { compiled, inputs, lossOf, end };
  }

  const STEPS = 600;
  const counts = Array.from({ length: STEPS }, (_, i) => i + 1);

  it('run several in a call, to the same bits as one by one', async () => {
    const single = await start();
    const expected = [];
    for (const count of counts) expected.push(single.lossOf(await single.compiled.run(single.inputs(count))));
    const weights = single.end();

    const { runtime } = onnxruntime();
    const calls: number[] = [];
    const open = runtime.session.bind(runtime);
    Object.assign(runtime, {
      session: (...args: Parameters<typeof open>) => {
        calls.push(args[1].filter((name) => name.startsWith('result loss')).length);
        return open(...args);
      },
    });
    try {
      const several = await start();
      const results = [];
      while (results.length < STEPS) {
        const next = (index: number) =>
          results.length + index < STEPS ? several.inputs(counts[results.length + index]!) : null;
        results.push(...(await several.compiled.runSeveral(next)));
      }
      assert.deepEqual(results.map(several.lossOf), expected);
      assert.deepEqual(several.end(), weights);
      assert.deepEqual(
        calls.filter((results) => results > 0),
        [1, 8],
        'one session for a step, one for eight',
      );
    } finally {
      Object.assign(runtime, { session: open });
    }
  });
});

function onnxruntime(): OnnxruntimeBackend {
  const backend: unknown = tf.backend();
  assert.ok(backend instanceof OnnxruntimeBackend);
  return backend;
}
