/** The passes that keep images in blocks of channels: operators before and after, and the same numbers. */
import assert from 'node:assert/strict';
import type { Graph, Value } from '../graph';
import { machineOf } from '../machine';
import { fromBlocks, toBlocks } from '../operators/blocked';
import { convolve } from '../operators/convolution';
import { add, mul, relu } from '../operators/elementwise';
import { maxPool, maxPoolGradient } from '../operators/pooling';
import { transpose } from '../operators/shape';
import { loadRuntime, type Runtime } from '../session';
import { optimize, type Machine } from './pass';
import { passes } from './passes.generated';
import { assertSame, evaluate, operators, written, type Input } from './testing/graphs';

const window = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], before: [1, 1], after: [1, 1] };
const same = { ...window, from: [4, 4], to: [4, 4] };
const halves = { ...window, kernel: [2, 2], strides: [2, 2], before: [0, 0], after: [0, 0], from: [4, 4], to: [2, 2] };

interface Case {
  pass: string;
  title: string;
  build: (input: Input) => Value;
  before: string[];
  after: string[];
}

const image = (input: Input): Value => input('x', 2, 16, 4, 4);

const cases: Case[] = [
  {
    pass: 'blocked-convolutions',
    title: 'reorder their image and their filter',
    build: (input) => convolve(image(input), input('w', 16, 16, 3, 3), same),
    before: ['Conv'],
    after: ['ReorderInput', 'Reshape', 'Transpose', 'Reshape', 'nchwc.Conv', 'ReorderOutput'],
  },
  {
    pass: 'blocked-convolutions',
    title: 'read few channels as they are',
    build: (input) => convolve(input('x', 2, 3, 4, 4), input('w', 16, 3, 3, 3), same),
    before: ['Conv'],
    after: ['Reshape', 'Transpose', 'Reshape', 'nchwc.Conv', 'ReorderOutput'],
  },
  {
    pass: 'blocked-convolutions',
    title: 'leave results that fill no block',
    build: (input) => convolve(image(input), input('w', 10, 16, 3, 3), same),
    before: ['Conv'],
    after: ['Conv'],
  },
  {
    pass: 'sink-blocks',
    title: 'lets an element-wise operator act on blocks',
    build: (input) => toBlocks(relu(mul(fromBlocks(toBlocks(image(input))), 2))),
    before: ['ReorderInput', 'ReorderOutput', 'Mul', 'Relu', 'ReorderInput'],
    after: ['ReorderInput', 'Mul', 'Relu'],
  },
  {
    pass: 'sink-blocks',
    title: 'does not broadcast blocks',
    build: (input) => add(image(input), fromBlocks(toBlocks(input('m', 2, 16, 1, 1)))),
    before: ['ReorderInput', 'ReorderOutput', 'Add'],
    after: ['ReorderInput', 'ReorderOutput', 'Add'],
  },
  {
    pass: 'blocked-pooling',
    title: 'takes maxima of blocks',
    build: (input) => maxPool(fromBlocks(toBlocks(image(input))), halves).maxima,
    before: ['ReorderInput', 'ReorderOutput', 'MaxPool'],
    after: ['ReorderInput', 'nchwc.MaxPool', 'ReorderOutput'],
  },
  {
    pass: 'blocked-pooling',
    title: 'leaves windows that do not tile the image',
    build: (input) => maxPoolGradient(input('dy', 2, 16, 2, 2), input('x', 2, 16, 5, 4), { ...halves, from: [5, 4] }),
    before: ['MaxPool', 'MaxUnpool'],
    after: ['MaxPool', 'MaxUnpool'],
  },
];

/** Without their domains. */
const named = (graph: Graph): string[] =>
  operators(graph).map((op) => op.replace(/^com\.microsoft\.nchwc\.(?=Reorder)|^com\.microsoft\./, ''));

/** Of sums of 144 products of magnitude 1. */
const TOLERANCE = 1e-4;

describe('passes on blocks of channels', () => {
  let runtime: Runtime;
  let machine: Machine;
  before(async function () {
    runtime = await loadRuntime();
    machine = machineOf(runtime);
    if (machine.block === 1) this.skip();
  });

  for (const { pass, title, build, before: expectedBefore, after: expectedAfter } of cases) {
    it(`${pass} ${title}`, () => {
      const graph = written(build);
      const only = passes.filter(({ id }) => id === pass);
      const better = optimize(graph, only, machine);
      assert.deepEqual([only.length, named(graph), named(better)], [1, expectedBefore, expectedAfter]);
      assertSame(evaluate(runtime, better), evaluate(runtime, graph), TOLERANCE);
    });
  }

  it('a reorder from channels last is no inverse of one to channels first', () => {
    const graph = written((input) => {
      const made = fromBlocks(toBlocks(input('x', 2, 16, 16, 16)));
      return fromBlocks(toBlocks(transpose(made, [0, 3, 1, 2])));
    });
    const better = optimize(graph, passes, machine);
    assert.deepEqual(evaluate(runtime, better), evaluate(runtime, graph));
  });
});
