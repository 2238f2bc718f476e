/** What a session does while it is not run. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { median } from '../../benchmarks/median';
import { Graph } from './graph';
import { encodeModel } from './onnx';
import { gemm } from './operators/product';
import { loadRuntime } from './session';

/** Rows and columns of a product that two threads share. */
const SIZE = 256;

/** Milliseconds; onnxruntime's threads, left to themselves, look for work for about twenty. */
const [PAUSE, LONG, LITTLE] = [15, 60, 2];

/** Milliseconds of the processor that a pause takes. */
async function spent(): Promise<number> {
  const begin = process.cpuUsage();
  await setTimeout(PAUSE);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

describe('a session', () => {
  it('leaves the cores to others between its runs', async () => {
    const runtime = await loadRuntime();
    const graph = new Graph();
    const x = graph.input('x', { type: 'float32', shape: [SIZE, SIZE] });
    graph.outputs.set('y', gemm(x, x, false, false));
    const session = runtime.session(encodeModel(graph), ['y'], { threads: 2, optimize: false });
    const feeds = { x: runtime.tensor('float32', new Float32Array(SIZE * SIZE), [SIZE, SIZE]) };
    const more: number[] = [];
    for (let i = 0; i < 9; i++) {
      session.run(feeds);
      const after = await spent();
      await setTimeout(LONG);
      // What else the process does falls on both pauses.
      more.push(after - (await spent()));
    }
    session.dispose();
    assert.ok(median(more) < LITTLE, `${median(more)} ms of the processor in a pause of ${PAUSE}`);
  });
});
