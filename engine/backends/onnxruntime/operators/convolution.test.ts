import assert from 'node:assert/strict';
import { Graph, nodesOf, type Value } from '../graph';
import { machineOf } from '../machine';
import { encodeModel } from '../onnx';
import { optimize, type Machine } from '../passes/pass';
import { passes } from '../passes/passes.generated';
import { loadRuntime, type Runtime } from '../session';
import { relu } from './elementwise';
import { convolve, convolveFilterGradient, convolveInputGradient } from './convolution';
import type { Window } from './window';

interface Case {
  title: string;
  B: number;
  C: number;
  K: number;
  size: number;
  kernel: number;
  stride: number;
  dilation: number;
  padding: readonly [number, number];
}

const plain = { B: 16, C: 16, K: 16, size: 7, kernel: 3, stride: 1, dilation: 1, padding: [1, 1] } as const;

const cases: readonly Case[] = [
  { title: 'padded', ...plain },
  { title: 'without padding', ...plain, padding: [0, 0] },
  { title: 'padded on one side', ...plain, padding: [0, 1] },
  { title: 'with a stride that leaves a row over', ...plain, size: 8, stride: 2, padding: [0, 0] },
  { title: 'with a stride and padding', ...plain, stride: 2 },
  { title: 'dilated', ...plain, dilation: 2, padding: [2, 2] },
  { title: 'of few channels', ...plain, C: 3 },
  { title: 'of channels that fill no block', ...plain, C: 20, K: 10 },
  { title: 'of a small batch', ...plain, B: 3 },
  { title: 'with a kernel of one element', ...plain, kernel: 1, padding: [0, 0] },
  { title: 'with a kernel as large as the image', ...plain, kernel: 7, padding: [0, 0] },
];

const windowOf = ({ size, kernel, stride, dilation, padding: [before, after] }: Case): Window => {
  const to = Math.floor((size + before + after - (kernel - 1) * dilation - 1) / stride) + 1;
  const reached = (to - 1) * stride + (kernel - 1) * dilation + 1;
  const both = (value: number): number[] => [value, value];
  return {
    kernel: both(kernel),
    strides: both(stride),
    dilations: both(dilation),
    before: both(before),
    after: both(Math.max(0, reached - size - before)),
    from: both(size),
    to: both(to),
  };
};

/** Calls `visit` for every product x·w that the definition of a convolution adds to y, by flat indices. */
function eachProduct(one: Case, visit: (x: number, w: number, y: number) => void): void {
  const { B, C, K, size, kernel, stride, dilation, padding } = one;
  const to = windowOf(one).to[0]!;
  const at = (p: number, u: number): number => p * stride + u * dilation - padding[0];
  for (const [b, k, c] of indices(B, K, C))
    for (const [p, q, u, v] of indices(to, to, kernel, kernel)) {
      const [row, column] = [at(p!, u!), at(q!, v!)];
      if (row < 0 || column < 0 || row >= size || column >= size) continue;
      visit(
        ((b! * C + c!) * size + row) * size + column,
        ((k! * C + c!) * kernel + u!) * kernel + v!,
        ((b! * K + k!) * to + p!) * to + q!,
      );
    }
}

function* indices(...sizes: number[]): Generator<number[]> {
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let i = 0; i < total; i++) {
    let rest = i;
    const index = sizes.map(() => 0);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis]!;
      rest = Math.floor(rest / sizes[axis]!);
    }
    yield index;
  }
}

/** Numbers in [−1, 1) without a pattern, so that sums of them stay small. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >> 8) / 2 ** 23;
  });
}

const FLOAT_EPSILON = 2 ** -24;

/** Sums of n products of magnitude 1 at most: rounding walks at random, √n roundings of a partial sum of √n. */
function assertClose(actual: Float32Array, expected: Float64Array, terms: number): void {
  assert.equal(actual.length, expected.length);
  const tolerance = 4 * terms * FLOAT_EPSILON;
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `at ${i}: ${value} is not ${expected[i]}`);
  });
}

interface Operands {
  x: Float32Array;
  w: Float32Array;
  dy: Float32Array;
}

/** y, dx and dw by the definition, in double precision. */
function byDefinition(one: Case, { x, w, dy }: Operands) {
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(w.length);
  eachProduct(one, (i, j, k) => {
    y[k]! += x[i]! * w[j]!;
    dx[i]! += w[j]! * dy[k]!;
    dw[j]! += x[i]! * dy[k]!;
  });
  return { y, dx, dw };
}

describe('convolution and its gradients', () => {
  let runtime: Runtime;
  let machine: Machine;
  before(async () => {
    runtime = await loadRuntime();
    machine = machineOf(runtime);
  });

  const run = (graph: Graph, values: Operands): Record<string, Float32Array> => {
    const session = runtime.session(encodeModel(graph), [...graph.outputs.keys()], { threads: 2, optimize: true });
    const feeds = graph.reachable().flatMap(({ origin, shape }) => {
      if (origin.kind !== 'input') return [];
      return [[origin.name, runtime.tensor('float32', values[origin.name as keyof Operands], shape)] as const];
    });
    const results = Object.entries(session.run(Object.fromEntries(feeds)));
    session.dispose();
    return Object.fromEntries(results.map(([name, { data }]) => [name, data as Float32Array]));
  };

  for (const one of cases) {
    const { B, C, K, size, kernel, title } = one;
    const window = windowOf(one);
    const to = window.to[0]!;
    const values = {
      x: numbers(B * C * size * size, 1),
      w: numbers(K * C * kernel * kernel, 2),
      dy: numbers(B * K * to * to, 3),
    };
    const write = (): Graph => {
      const graph = new Graph();
      const input = (name: string, ...shape: number[]): Value => graph.input(name, { type: 'float32', shape });
      const x = input('x', B, C, size, size);
      const w = input('w', K, C, kernel, kernel);
      const dy = input('dy', B, K, to, to);
      graph.outputs.set('y', convolve(x, w, window));
      graph.outputs.set('dx', convolveInputGradient(dy, w, window));
      graph.outputs.set('dw', convolveFilterGradient(x, dy, window));
      return graph;
    };
    it(`follow their definition: ${title}, as written and optimized`, () => {
      const expected = byDefinition(one, values);
      for (const graph of [
        write(),
        optimize(write(), passes, { ...machine, block: 1 }),
        optimize(write(), passes, machine),
      ]) {
        const { y, dx, dw } = run(graph, values);
        assertClose(y!, expected.y, C * kernel * kernel);
        assertClose(dx!, expected.dx, K * kernel * kernel);
        assertClose(dw!, expected.dw, B * to * to);
      }
    });
  }

  it('run in blocks of channels where the processor can', function () {
    const { block } = machine;
    if (block === 1) this.skip();
    assert.ok(block === 8 || block === 16, `blocks of ${block}`);
    const graph = new Graph();
    const input = (name: string, ...shape: number[]): Value => graph.input(name, { type: 'float32', shape });
    const window = windowOf(cases[0]!);
    const first = relu(convolve(input('x', 8, 16, 7, 7), input('w', 16, 16, 3, 3), window));
    graph.outputs.set('y', relu(convolve(first, input('v', 16, 16, 3, 3), window)));
    const operators = nodesOf(optimize(graph, passes, machine).reachable()).map(({ op }) => op);
    const reorders = ['com.microsoft.nchwc.ReorderInput', 'com.microsoft.nchwc.ReorderOutput'];
    assert.equal(operators.filter((op) => op === 'com.microsoft.nchwc.Conv').length, 2);
    assert.deepEqual(
      operators.filter((op) => reorders.includes(op)),
      reorders,
      'once in, once out',
    );
  });
});
