/** What each WebGPU pass rewrites, as small graphs: rewritten they compute the same on the CPU, and WebGPU takes them. */
import type { Shape, Value } from '../../engine/backends/onnxruntime/graph';
import { convolveInputGradient } from '../../engine/backends/onnxruntime/operators/convolution';
import * as e from '../../engine/backends/onnxruntime/operators/elementwise';
import { gatherSlices, scatterSlices } from '../../engine/backends/onnxruntime/operators/indexing';
import { averagePoolGradient, maxPoolGradient } from '../../engine/backends/onnxruntime/operators/pooling';
import { matmul } from '../../engine/backends/onnxruntime/operators/product';
import { double, isInside, pixelsAt, range, round } from '../../engine/backends/onnxruntime/operators/sampling';
import { concat, expand, pad, slice, tile, transpose } from '../../engine/backends/onnxruntime/operators/shape';
import { float } from '../../engine/backends/onnxruntime/operators/types';
import type { Window } from '../../engine/backends/onnxruntime/operators/window';

/** Makes an input; its values are drawn where they are not given. */
export type Input = (type: 'float32' | 'int32' | 'bool', shape: Shape, values?: readonly number[]) => Value;

export interface Case {
  /** A pass's id without "webgpu-". */
  pass: string;
  title: string;
  build: (input: Input) => Value;
}

/** (2, 1, 4) and (3, 1) → (2, 3, 4) */
const truths = (input: Input): [Value, Value] => [input('bool', [2, 1, 4]), input('bool', [3, 1])];
const grid = (input: Input): Value => input('bool', [3, 4]);

const special = [NaN, Infinity, -Infinity, 0, -0, 3e38];
const halves = [-2.5, -1.5, -0.5, -0.4, 0.4, 0.5, 1.5, 2.5, 8388609, -1e30];

const window = (sizes: Partial<Window> & Pick<Window, 'kernel' | 'from' | 'to'>): Window => {
  const each = (value: number): number[] => sizes.kernel.map(() => value);
  return { strides: each(1), dilations: each(1), before: each(0), after: each(0), ...sizes };
};

const disjoint = window({ kernel: [2, 2], strides: [2, 2], from: [4, 5], to: [2, 2] });
const overlapping = window({
  kernel: [3, 3],
  strides: [2, 2],
  before: [1, 1],
  from: [5, 6],
  to: [3, 3],
  after: [1, 0],
});
const volume = window({ kernel: [2, 2, 3], strides: [2, 1, 2], from: [4, 3, 5], to: [2, 2, 2] });
const dilated = window({
  kernel: [2, 2, 2],
  dilations: [1, 2, 1],
  strides: [1, 2, 1],
  before: [1, 0, 0],
  from: [3, 6, 4],
  to: [3, 2, 3],
});

const poolGradient = (shape: Shape, over: Window, values?: readonly number[]) => (input: Input) =>
  maxPoolGradient(input('float32', [...shape, ...over.to]), input('float32', [...shape, ...over.from], values), over);

/** Not-a-number has no distance: −99 stands for it. */
const notNumber = (x: Value): Value => e.where(e.equal(x, x), x, -99);

/** x to the power of the absolute value of y. */
const power = (x: Shape, y: Shape) => (input: Input) => e.pow(e.abs(input('float32', x)), e.abs(input('float32', y)));

const positionOf = (op: string) => (input: Input) => {
  const x = input('float32', [2, 5, 3]);
  const attributes = { axis: 1, keepdims: 0 };
  return e.cast(x.graph.node(op, [x], attributes, [{ type: 'int64', shape: [2, 3] }])[0]!, 'int32');
};

function positionsOfLargest(input: Input): Value {
  const x = input('float32', [3, 6]);
  const count = x.graph.constant(BigInt64Array.of(4n), { type: 'int64', shape: [1] });
  const attributes = { axis: -1, largest: 1, sorted: 1 };
  const results = x.graph.node('TopK', [x, count], attributes, [
    { type: 'float32', shape: [3, 4] },
    { type: 'int64', shape: [3, 4] },
  ]);
  return e.cast(results[1]!, 'int32');
}

export const cases: readonly Case[] = [
  { pass: 'logic', title: 'and, broadcast', build: (input) => e.and(input('bool', [5, 4]), input('bool', [4])) },
  { pass: 'logic', title: 'or', build: (input) => e.or(...truths(input)) },
  { pass: 'logic', title: 'exclusive or', build: (input) => e.xor(...truths(input)) },
  { pass: 'logic', title: 'equality', build: (input) => e.equal(...truths(input)) },

  { pass: 'booleans', title: 'transposed', build: (input) => transpose(grid(input), [1, 0]) },
  { pass: 'booleans', title: 'joined', build: (input) => concat([grid(input), grid(input)], 1) },
  {
    pass: 'booleans',
    title: 'padded',
    build: (input) =>
      pad(
        grid(input),
        [
          [1, 0],
          [0, 2],
        ],
        1,
      ),
  },
  { pass: 'booleans', title: 'cut', build: (input) => slice(grid(input), [2, 0], [0, 3], [-1, 2]) },
  { pass: 'booleans', title: 'repeated', build: (input) => tile(grid(input), [2, 3]) },
  {
    pass: 'booleans',
    title: 'picked',
    build: (input) => gatherSlices(grid(input), input('int32', [3, 1], [2, 0, 1])),
  },
  {
    pass: 'booleans',
    title: 'replaced',
    build: (input) => scatterSlices(grid(input), input('int32', [2, 1], [2, 0]), input('bool', [2, 4]), 'none'),
  },

  {
    pass: 'doubles',
    title: 'pixels at computed places',
    build: (input) => {
      const place = e.mul(double(input('float32', [2, 1, 3])), 0.9);
      return pixelsAt(input('float32', [2, 3, 4, 2]), [range(place, 2, 2), round(place), e.floor(place)]);
    },
  },
  {
    pass: 'doubles',
    title: 'between two',
    build: (input) => {
      const share = double(input('float32', [5], [-0.5, 0, 0.25, 1, 2]));
      return float(e.where(isInside(share, 2), e.mul(share, range(share, 5)), -1));
    },
  },

  { pass: 'integers', title: 'negated', build: (input) => e.neg(input('int32', [7])) },
  { pass: 'integers', title: 'without sign', build: (input) => e.abs(input('int32', [7])) },
  {
    pass: 'integers',
    title: 'multiplied',
    build: (input) => matmul(input('int32', [2, 3, 4]), input('int32', [4, 5])),
  },
  { pass: 'integers', title: 'cut', build: (input) => slice(input('int32', [5, 6]), [4, 1], [1, 6], [-2, 1]) },

  {
    pass: 'not-numbers',
    title: 'not a number',
    build: (input) => e.map('IsNaN', input('float32', [6], special), {}, 'bool'),
  },
  {
    pass: 'not-numbers',
    title: 'infinite',
    build: (input) => e.map('IsInf', input('float32', [6], special), {}, 'bool'),
  },

  {
    pass: 'rounding',
    title: 'sign',
    build: (input) => e.map('Sign', input('float32', [6], [-3, -1e-30, -0, 0, 1e-30, 4])),
  },
  { pass: 'rounding', title: 'halves to even', build: (input) => e.map('Round', input('float32', [10], halves)) },
  {
    pass: 'rounding',
    title: 'remainder',
    build: (input) => e.fmod(input('float32', [4, 1], [-7.5, -2, 2.25, 9]), input('float32', [3], [2, -4, 0.5])),
  },
  {
    pass: 'rounding',
    title: 'remainder of integers',
    build: (input) => e.fmod(input('int32', [4, 1], [-7, -2, 2, 9]), input('int32', [3], [2, -4, 5])),
  },

  {
    pass: 'log-softmax',
    title: 'last axis',
    build: (input) => e.map('LogSoftmax', input('float32', [3, 5]), { axis: -1 }),
  },
  {
    pass: 'log-softmax',
    title: 'first axis',
    build: (input) => e.map('LogSoftmax', input('float32', [3, 5]), { axis: 0 }),
  },

  { pass: 'positions', title: 'of the largest', build: positionOf('ArgMax') },
  { pass: 'positions', title: 'of the smallest', build: positionOf('ArgMin') },
  { pass: 'positions', title: 'of several', build: positionsOfLargest },

  { pass: 'pool-gradients', title: 'windows side by side', build: poolGradient([2, 3], disjoint) },
  { pass: 'pool-gradients', title: 'windows that overlap, and padding', build: poolGradient([2, 3], overlapping) },
  {
    pass: 'pool-gradients',
    title: 'the first of equals',
    build: poolGradient([1, 1], disjoint, Array<number>(20).fill(3)),
  },
  { pass: 'pool-gradients', title: 'volumes', build: poolGradient([2, 1], volume) },

  { pass: 'powers', title: 'along the last axis', build: power([4, 1], [4]) },
  { pass: 'powers', title: 'the other way', build: power([2, 3, 4], [3, 1]) },
  {
    pass: 'powers',
    title: 'of negative numbers',
    build: (input) =>
      notNumber(e.pow(input('float32', [3, 1], [-2, 0.5, 3]), input('float32', [5], [-1, 0.5, 2, 2.5, 3]))),
  },
  {
    pass: 'powers',
    title: 'roots of negative numbers',
    build: (input) => notNumber(e.pow(input('float32', [4], [-4, -0, 4, NaN]), 0.5)),
  },

  {
    pass: 'slices',
    title: 'backwards from the middle',
    build: (input) => slice(input('float32', [3, 7]), [0, 4], [3, 0], [1, -2]),
  },
  {
    pass: 'slices',
    title: 'backwards on two axes',
    build: (input) => slice(input('float32', [3, 7]), [1, 5], [-1, -1], [-1, -1]),
  },

  {
    pass: 'volumes',
    title: 'stride, dilation and padding',
    build: (input) =>
      convolveInputGradient(
        input('float32', [2, 3, ...dilated.to]),
        input('float32', [3, 2, ...dilated.kernel]),
        dilated,
      ),
  },
  {
    pass: 'volumes',
    title: 'channels by themselves',
    build: (input) => averagePoolGradient(input('float32', [2, 3, ...volume.to]), volume),
  },
  {
    pass: 'volumes',
    title: 'one filter spread out',
    build: (input) => {
      const ones = expand(e.scalar(input('float32', [1]).graph, 1), [1, 1, ...volume.kernel]);
      return convolveInputGradient(input('float32', [2, 1, ...volume.to]), ones, volume);
    },
  },
];
