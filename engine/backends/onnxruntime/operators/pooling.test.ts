import assert from 'node:assert/strict';
import { Graph, nodesOf, type Value } from '../graph';
import { machineOf } from '../machine';
import { encodeModel } from '../onnx';
import { optimize } from '../passes/pass';
import { passes } from '../passes/passes.generated';
import { loadRuntime, type Runtime } from '../session';
import { relu } from './elementwise';
import { maxPool, maxPoolGradient } from './pooling';
import { sizeOf } from './shape';
import type { Window } from './window';

interface Case {
  title: string;
  shape: readonly [number, number, number, number];
  kernel: readonly [number, number];
  /** Whether the gradient is computed in blocks of channels. */
  inBlocks: boolean;
}

const cases: readonly Case[] = [
  { title: 'square windows', shape: [2, 16, 6, 4], kernel: [2, 2], inBlocks: true },
  { title: 'oblong windows', shape: [1, 32, 6, 4], kernel: [3, 2], inBlocks: true },
  { title: 'windows of a row', shape: [2, 16, 5, 6], kernel: [1, 3], inBlocks: true },
  { title: 'a row left over', shape: [2, 16, 7, 4], kernel: [2, 2], inBlocks: false },
  { title: 'channels that fill no block', shape: [2, 3, 6, 4], kernel: [2, 2], inBlocks: false },
];

const windowOf = ({ shape: [, , H, W], kernel: [h, w] }: Case): Window => ({
  kernel: [h, w],
  strides: [h, w],
  dilations: [1, 1],
  before: [0, 0],
  after: [0, 0],
  from: [H, W],
  to: [Math.floor(H / h), Math.floor(W / w)],
});

/** By the definition: the first of the largest, row by row, takes what comes back. */
function byDefinition({ shape, kernel }: Case, x: Float32Array, dy: Float32Array) {
  const [B, C, H, W] = shape;
  const [rows, columns] = [Math.floor(H / kernel[0]), Math.floor(W / kernel[1])];
  const y: number[] = [];
  const dx = new Array<number>(x.length).fill(0);
  for (let channel = 0; channel < B * C; channel++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const places = Array.from({ length: kernel[0] * kernel[1] }, (_, i) => {
          const at = [row * kernel[0] + Math.floor(i / kernel[1]), column * kernel[1] + (i % kernel[1])] as const;
          return (channel * H + at[0]) * W + at[1];
        });
        const first = places.reduce((best, place) => (x[place]! > x[best]! ? place : best));
        dx[first]! += dy[y.length]!;
        y.push(x[first]!);
      }
  return { y, dx };
}

describe('the largest of windows, and its gradient', () => {
  let runtime: Runtime;
  before(async () => {
    runtime = await loadRuntime();
  });

  for (const one of cases) {
    const { title, shape, inBlocks } = one;
    it(`${title}, as written and optimized`, () => {
      const window = windowOf(one);
      const to = [shape[0], shape[1], ...window.to];
      // Few numbers, so that most windows have several largest ones.
      const x = Float32Array.from({ length: sizeOf(shape) }, (_, i) => ((i * 7) % 5) - 2);
      const dy = Float32Array.from({ length: sizeOf(to) }, (_, i) => i + 1);
      const graph = new Graph();
      const input = (name: string, size: readonly number[]): Value =>
        graph.input(name, { type: 'float32', shape: size });
      const image = relu(input('x', shape));
      graph.outputs.set('y', maxPool(image, window).maxima);
      graph.outputs.set('dx', maxPoolGradient(input('dy', to), image, window));
      const expected = byDefinition(
        one,
        x.map((value) => Math.max(0, value)),
        dy,
      );
      const machine = machineOf(runtime);
      const better = optimize(graph, passes, machine);
      for (const each of [graph, better]) {
        const session = runtime.session(encodeModel(each), ['y', 'dx'], { threads: 1, optimize: true });
        const results = session.run({ x: runtime.tensor('float32', x, shape), dy: runtime.tensor('float32', dy, to) });
        session.dispose();
        assert.deepEqual([...(results.y!.data as Float32Array)], expected.y);
        assert.deepEqual([...(results.dx!.data as Float32Array)], expected.dx);
      }
      const hasIndices = nodesOf(better.reachable()).some(({ op }) => op === 'MaxUnpool');
      assert.equal(hasIndices, machine.block === 1 || !inBlocks);
    });
  }
});
