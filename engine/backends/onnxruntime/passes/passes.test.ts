import assert from 'node:assert/strict';
import { Graph, type Value } from '../graph';
import { machineOf } from '../machine';
import { encodeModel } from '../onnx';
import { convolve } from '../operators/convolution';
import { add, cast, div, mul, relu, sub } from '../operators/elementwise';
import { gemm } from '../operators/product';
import { reduce } from '../operators/reduce';
import { concat, constant, expand, reshape, slice, split, transpose } from '../operators/shape';
import { loadRuntime, type Runtime } from '../session';
import { passes } from './passes.generated';
import { optimize, type Pass } from './pass';
import { assertSame, evaluate, operators, written, type Input } from './testing/graphs';

const TO_FIRST = [0, 3, 1, 2];
const TO_LAST = [0, 2, 3, 1];

const window = {
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  before: [0, 0],
  after: [0, 0],
  from: [5, 5],
  to: [3, 3],
};

const wide = { ...window, kernel: [5, 5], to: [1, 1] };

const named = (id: string): Pass => passes.find((pass) => pass.id === id)!;

interface Case {
  pass: string;
  title: string;
  build: (input: Input) => Value;
  before: string[];
  after: string[];
}

const cases: Case[] = [
  {
    pass: 'merge-reshapes',
    title: 'looks at the original',
    build: (input) => reshape(reshape(input('x', 2, 6), [3, 4]), [12]),
    before: ['Reshape', 'Reshape'],
    after: ['Reshape'],
  },
  {
    pass: 'merge-transposes',
    title: 'cancels a transpose and its inverse',
    build: (input) => relu(transpose(transpose(input('x', 2, 3, 4, 5), TO_FIRST), TO_LAST)),
    before: ['Transpose', 'Transpose', 'Relu'],
    after: ['Relu'],
  },
  {
    pass: 'merge-transposes',
    title: 'reshapes where only an axis of size 1 moves',
    build: (input) => transpose(input('x', 2, 3, 4, 1), TO_FIRST),
    before: ['Transpose'],
    after: ['Reshape'],
  },
  {
    pass: 'sink-transposes',
    title: 'goes below element-wise operators and a bias along one axis',
    build: (input) => relu(add(transpose(input('x', 2, 3, 4, 5), TO_LAST), input('b', 3))),
    before: ['Transpose', 'Add', 'Relu'],
    after: ['Reshape', 'Add', 'Relu', 'Transpose'],
  },
  {
    pass: 'sink-transposes',
    title: 'goes below a reduction, where it moves less',
    build: (input) => reduce('ReduceSum', transpose(input('x', 2, 3, 4, 5), TO_LAST), [0, 1, 2], false),
    before: ['Transpose', 'ReduceSum'],
    after: ['ReduceSum', 'Transpose', 'Reshape'],
  },
  {
    pass: 'fuse-bias',
    title: "becomes a matrix product's third input",
    build: (input) => add(gemm(input('a', 2, 3), input('w', 3, 4), false, false), input('b', 4)),
    before: ['Gemm', 'Add'],
    after: ['Gemm'],
  },
  {
    pass: 'fuse-bias',
    title: "becomes a convolution's third input",
    build: (input) => add(convolve(input('x', 1, 2, 5, 5), input('w', 4, 2, 3, 3), window), input('b', 4, 1, 1)),
    before: ['Conv', 'Add'],
    after: ['Reshape', 'Conv'],
  },
  {
    pass: 'fuse-bias',
    title: 'leaves a bias of more axes than the product has',
    build: (input) => add(convolve(input('x', 1, 2, 5, 5), input('w', 4, 2, 3, 3), window), input('b', 1, 1, 4, 1, 1)),
    before: ['Conv', 'Add'],
    after: ['Conv', 'Add'],
  },
  {
    pass: 'fuse-bias',
    title: 'leaves a product that is used elsewhere, too',
    build(input) {
      const product = gemm(input('a', 2, 3), input('w', 3, 4), false, false);
      return mul(add(product, input('b', 4)), product);
    },
    before: ['Gemm', 'Add', 'Mul'],
    after: ['Gemm', 'Add', 'Mul'],
  },
  {
    pass: 'sink-transposes',
    title: 'goes below a slice that walks backwards',
    build: (input) => slice(transpose(input('x', 2, 3, 4), [2, 0, 1]), [3, 0, 1], [-1, 2, 3], [-1, 1, 1]),
    before: ['Transpose', 'Slice'],
    after: ['Slice', 'Transpose'],
  },
  {
    pass: 'sink-transposes',
    title: 'transposes an operand that is small beside the result',
    build: (input) => mul(transpose(input('x', 2, 3, 4, 5), TO_LAST), input('v', 2, 1, 1, 3)),
    before: ['Transpose', 'Mul'],
    after: ['Transpose', 'Mul', 'Transpose'],
  },
  {
    pass: 'absorb-expands',
    title: 'leaves broadcasting to the operator',
    build: (input) => mul(input('x', 4, 3), expand(input('v', 3), [4, 3])),
    before: ['Expand', 'Mul'],
    after: ['Mul'],
  },
  {
    pass: 'absorb-expands',
    title: 'computes equal elements once',
    build: (input) => relu(expand(input('v', 3), [4, 3])),
    before: ['Expand', 'Relu'],
    after: ['Relu', 'Expand'],
  },
  {
    pass: 'neutral-elements',
    title: 'leaves out x·1, x/1, x + −0 and x − 0, but no other order of them',
    build: (input) => sub(0, div(1, sub(add(-0, div(mul(1, input('x', 3)), 1)), 0))),
    before: ['Mul', 'Div', 'Add', 'Sub', 'Div', 'Sub'],
    after: ['Div', 'Sub'],
  },
  {
    pass: 'neutral-elements',
    title: 'keeps x + 0, which gives −0 another sign',
    build: (input) => add(input('x', 3), 0),
    before: ['Add'],
    after: ['Add'],
  },
  {
    pass: 'neutral-elements',
    title: 'keeps it in float64, too',
    build: (input) => cast(add(cast(input('x', 3), 'float64'), 0), 'float32'),
    before: ['Cast', 'Add', 'Cast'],
    after: ['Cast', 'Add', 'Cast'],
  },
  {
    pass: 'scale-factors',
    title: 'multiplies a power of two with the small factor',
    build: (input) => mul(mul(input('x', 8, 9), input('a', 9)), 2),
    before: ['Mul', 'Mul'],
    after: ['Mul', 'Mul'],
  },
  {
    pass: 'fold-constants',
    title: 'computes what follows from constants while compiling',
    build(input) {
      const x = input('x', 3);
      return mul(x, sub(mul(constant(x.graph, Float32Array.of(1, 2, 3), { type: 'float32', shape: [3] }), 2), 1));
    },
    before: ['Mul', 'Sub', 'Mul'],
    after: ['Mul'],
  },
  {
    pass: 'join-updates',
    title: 'updates the parts of a vector as one',
    build(input) {
      const parts = split(input('x', 5), [2, 3]);
      return concat(
        parts.map((part, i) => mul(add(part, input(`g${i}`, part.shape[0]!)), 2)),
        0,
      );
    },
    before: ['Split', 'Add', 'Mul', 'Add', 'Mul', 'Concat'],
    after: ['Concat', 'Add', 'Mul'],
  },
  {
    pass: 'position-products',
    title: 'multiplies once for each position of a small result',
    build: (input) => convolve(input('x', 2, 3, 5, 5), input('w', 4, 3, 5, 5), wide),
    before: ['Conv'],
    after: ['Reshape', 'Transpose', 'Reshape', 'Gemm', 'Reshape', 'Transpose'],
  },
];

/** Sums may be taken in another order. */
const tolerance = (value: number): number => 1e-6 * Math.max(1, Math.abs(value));

describe('graph passes', () => {
  let runtime: Runtime;
  before(async () => {
    runtime = await loadRuntime();
  });

  for (const { pass, title, build, before: expectedBefore, after: expectedAfter } of cases) {
    it(`${pass} ${title}`, () => {
      const graph = written(build);
      const better = optimize(graph, [named(pass)], machineOf(runtime));
      assert.deepEqual(operators(graph), expectedBefore);
      assert.deepEqual(operators(better), expectedAfter);
      assertSame(evaluate(runtime, better), evaluate(runtime, graph), tolerance);
    });
  }

  it('change nothing when switched off', () => {
    const graph = written((input) => transpose(transpose(input('x', 2, 3, 4, 5), TO_FIRST), TO_LAST));
    assert.deepEqual(operators(optimize(graph, [], machineOf(runtime))), ['Transpose', 'Transpose']);
  });

  it('leave no transpose between two convolutions', () => {
    const graph = written((input) => {
      const last = transpose(convolve(input('x', 1, 2, 5, 5), input('w', 2, 2, 3, 3), window), TO_LAST);
      const bent = relu(add(last, input('b', 2)));
      const second = { ...window, kernel: [1, 1], from: [3, 3] };
      return convolve(transpose(bent, TO_FIRST), input('v', 2, 2, 1, 1), second);
    });
    const better = optimize(graph, passes, machineOf(runtime));
    assert.ok(!operators(better).includes('Transpose'), operators(better).join());
    assertSame(evaluate(runtime, better), evaluate(runtime, graph), tolerance);
  });
});

describe('the graph', () => {
  it('shares equal nodes and small constants', () => {
    const graph = new Graph();
    const x = graph.input('x', { type: 'float32', shape: [2] });
    assert.equal(mul(x, 2), mul(x, 2));
    assert.notEqual(mul(x, 2), mul(x, 3));
    assert.notEqual(add(x, 0), add(x, -0), '0 and −0 differ');
  });

  it('leaves out what no output needs', () => {
    const graph = new Graph();
    const x = graph.input('x', { type: 'float32', shape: [2] });
    mul(x, 2);
    graph.outputs.set('y', relu(x));
    assert.deepEqual(operators(graph), ['Relu']);
  });

  it('gives inputs, constants and values with two names as outputs', async () => {
    const runtime = await loadRuntime();
    const graph = new Graph();
    const x = graph.input('x', { type: 'float32', shape: [1] });
    const constant = graph.constant(Float32Array.of(7), { type: 'float32', shape: [1] });
    const doubled = mul(x, 2);
    Object.entries({ x1: x, c: constant, a: doubled, b: doubled }).forEach(([name, value]) => {
      graph.outputs.set(name, value);
    });
    const session = runtime.session(encodeModel(graph), ['x1', 'c', 'a', 'b'], { threads: 1, optimize: true });
    const results = session.run({ x: runtime.tensor('float32', Float32Array.of(3), [1]) });
    assert.deepEqual(
      Object.values(results).map(({ data }) => (data as Float32Array)[0]),
      [3, 7, 6, 6],
    );
    session.dispose();
  });
});
