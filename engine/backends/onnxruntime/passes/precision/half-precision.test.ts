import assert from 'node:assert/strict';
import { nodesOf, type Graph, type Value } from '../../graph';
import { machineOf } from '../../machine';
import { convolve, convolveInputGradient } from '../../operators/convolution';
import { add, cast, mul, relu } from '../../operators/elementwise';
import { gemm, matmul } from '../../operators/product';
import { reduce } from '../../operators/reduce';
import { concat, reshape, slice, transpose } from '../../operators/shape';
import { loadRuntime, type Runtime } from '../../session';
import { passes } from '../passes.generated';
import { optimize } from '../pass';
import { assertSame, evaluate, written, type Input } from '../testing/graphs';
import { pass } from './half-precision';

const window = {
  kernel: [3, 3],
  strides: [2, 2],
  dilations: [1, 1],
  before: [0, 0],
  after: [0, 0],
  from: [5, 5],
  to: [2, 2],
};

/** Operators in order, each Cast with the type that it gives. */
const operators = (graph: Graph): string[] =>
  nodesOf(graph.reachable()).map(({ op, results }) => (op === 'Cast' ? results[0]!.type : op));

interface Case {
  title: string;
  build: (input: Input) => Value;
  after: string[];
}

const cases: Case[] = [
  {
    title: 'rounds what a product reads and widens what it gives',
    build: (input) => gemm(input('a', 2, 3), input('b', 3, 4), false, false),
    after: ['float16', 'float16', 'Gemm', 'float32'],
  },
  {
    title: 'takes a product with its bias',
    build: (input) => gemm(input('a', 2, 3), input('b', 3, 4), false, false, input('c', 4)),
    after: ['float16', 'float16', 'float16', 'Gemm', 'float32'],
  },
  {
    title: 'takes products of stacks of matrices',
    build: (input) => matmul(input('a', 2, 2, 3), input('b', 2, 3, 4)),
    after: ['float16', 'float16', 'MatMul', 'float32'],
  },
  {
    title: 'takes a convolution',
    build: (input) => convolve(input('x', 1, 2, 5, 5), input('w', 4, 2, 3, 3), window),
    after: ['float16', 'float16', 'Conv', 'float32'],
  },
  {
    title: 'takes a transposed convolution',
    build: (input) => convolveInputGradient(input('dy', 1, 4, 2, 2), input('w', 4, 2, 3, 3), window),
    after: ['float16', 'float16', 'ConvTranspose', 'float32'],
  },
  {
    title: 'rounds a value once, however many products read it',
    build(input) {
      const [a, b] = [input('a', 3, 3), input('b', 3, 3)];
      return add(gemm(a, b, false, false), gemm(b, a, true, false));
    },
    after: ['float16', 'float16', 'Gemm', 'float32', 'Gemm', 'float32', 'Add'],
  },
  {
    title: 'leaves what moves elements between two products in float16',
    build(input) {
      const first = relu(gemm(input('a', 4, 3), input('b', 3, 4), false, false));
      const moved = reshape(transpose(slice(first, [0, 0], [4, 2]), [1, 0]), [4, 2]);
      return gemm(concat([moved, moved], 1), input('c', 4, 3), false, false);
    },
    after: [
      ...['float16', 'float16', 'Gemm', 'Relu', 'Slice', 'Transpose', 'Reshape', 'Concat', 'float16', 'Gemm'],
      'float32',
    ],
  },
  {
    title: 'computes in float32 what is between two products and no move',
    build(input) {
      const first = gemm(input('a', 4, 3), input('b', 3, 4), false, false);
      return gemm(mul(first, 2), input('c', 4, 3), false, false);
    },
    after: ['float16', 'float16', 'Gemm', 'float32', 'Mul', 'float16', 'float16', 'Gemm', 'float32'],
  },
  {
    title: 'leaves sums alone',
    build: (input) => reduce('ReduceSum', input('x', 2, 3), [1], false),
    after: ['ReduceSum'],
  },
  {
    title: 'leaves products of integers alone',
    build: (input) => cast(matmul(cast(input('a', 2, 3), 'int32'), cast(input('b', 3, 4), 'int32')), 'float32'),
    after: ['int32', 'int32', 'MatMul', 'float32'],
  },
];

/** Half a step between neighbours of float16, relative to the larger. */
const ROUNDING = 2 ** -11;
/** Numbers up to 1, rounded and multiplied, in sums of at most 18; twice over where a product follows a product. */
const TOLERANCE = 18 * 4 * ROUNDING;

describe('half-precision', () => {
  let runtime: Runtime;
  before(async () => {
    runtime = await loadRuntime();
  });

  for (const { title, build, after } of cases) {
    it(title, () => {
      const graph = written(build);
      const better = optimize(graph, [pass], machineOf(runtime));
      assert.deepEqual(operators(better), after);
      const ways = [better, graph].map((each) => evaluate(runtime, each, { optimize: true }));
      assertSame(ways[0]!, ways[1]!, TOLERANCE);
    });
  }

  it('lets a bias join its product first, and comes before convolutions in blocks of channels', () => {
    const build = (input: Input): Value =>
      add(convolve(input('x', 1, 16, 5, 5), input('w', 16, 16, 3, 3), window), input('b', 16, 1, 1));
    const better = optimize(written(build), [pass, ...passes], { ...machineOf(runtime), block: 16 });
    assert.deepEqual(operators(better), ['Reshape', 'float16', 'float16', 'float16', 'Conv', 'float32']);
  });

  it('is asked for, and no default', () => {
    assert.ok(!passes.some(({ id }) => id === pass.id));
  });
});
