/**
 * Grey-scale dilation: y[p] = max over u of x[p·s + u·d] + w[u], where u runs over the kernel of w (h, w, C), and s and d
 * are strides and dilations. The gradients go to where the maximum stands, the first of equal ones.
 */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape, Value } from '../graph';
import * as e from '../operators/elementwise';
import { gather, zeros } from '../operators/indexing';
import { expand, pad, reshape, sizeOf, slice } from '../operators/shape';
import { float } from '../operators/types';
import { tuple4, window2D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

const windowOf = (x: Shape, filter: Shape, { strides, pad: padding, dilations }: tf.Dilation2DAttrs): Window => {
  const size = [...filter] as [number, number, number];
  return window2D(backend_util.computeDilation2DInfo(tuple4(x), size, strides, padding, 'NHWC', dilations));
};

/** x (B, H, W, C) + w (h, w, C) at every u, row by row: (B, H′, W′, C) each; what lies outside x never wins. */
function candidates(x: Value, filter: Value, { kernel, strides, dilations, before, after, to }: Window): Value[] {
  const margins = before.map((size, axis) => [size, after[axis]!] as const);
  const padded = pad(x, [[0, 0], ...margins, [0, 0]], -Infinity);
  const [B, C] = [x.shape[0]!, x.shape[3]!];
  return Array.from({ length: sizeOf(kernel) }, (_, k) => {
    const u = [Math.floor(k / kernel[1]!), k % kernel[1]!];
    const begin = u.map((position, axis) => position * dilations[axis]!);
    const end = begin.map((start, axis) => start + (to[axis]! - 1) * strides[axis]! + 1);
    const seen = slice(padded, [0, ...begin, 0], [B, ...end, C], [1, ...strides, 1]);
    const [i, j] = u as [number, number];
    return e.add(seen, reshape(slice(filter, [i, j, 0], [i + 1, j + 1, C]), [C]));
  });
}

/** The maximum over u and, as int32, the first u where it stands. */
function winners(values: readonly Value[]): { maximum: Value; place: Value } {
  const [first, ...others] = values as [Value, ...Value[]];
  const start = { maximum: first, place: e.scalar(first.graph, 0, 'int32') };
  return others.reduce(({ maximum, place }, value, k) => {
    const better = e.greater(value, maximum);
    const here = e.scalar(value.graph, k + 1, 'int32');
    return { maximum: e.where(better, value, maximum), place: e.where(better, here, place) };
  }, start);
}

export const Dilation2D: Lowering<tf.Dilation2DInputs, tf.Dilation2DAttrs> = ({ x, filter }, attributes) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  return e.cast(winners(candidates(float(x), float(filter), window)).maximum, x.type);
};

/** Small integers as a constant. */
const table = ({ graph }: Value, numbers: readonly number[], shape: Shape): Value =>
  graph.constant(e.elementsOf('int32', numbers), { type: 'int32', shape });

/** 0 … n − 1. */
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Flat positions in an image of that width: rows and columns `steps` apart, from `start` on. */
function grid(counts: Shape, steps: Shape, start: Shape, width: number): number[] {
  const [rows, columns] = counts.map((count, axis) => range(count).map((i) => start[axis]! + i * steps[axis]!));
  return rows!.flatMap((row) => columns!.map((column) => row * width + column));
}

/** Adds every dy to the element of a tensor of `shape` that its flat position names. */
function scatter(dy: Value, positions: Value, shape: Shape): Value {
  const count = sizeOf(shape);
  // A window that sees no number at all (−∞ or not-a-number everywhere) could name a place in the margin.
  const inside = e.max(e.min(positions, count - 1), 0);
  const flat = [zeros(dy, [count]), inside, dy].map((value) => reshape(value, [sizeOf(value.shape)]));
  const attributes = { axis: 0, reduction: 'add' };
  const sums = dy.graph.node('ScatterElements', flat, attributes, [{ type: dy.type, shape: [count] }])[0]!;
  return reshape(sums, shape);
}

type Gradient = Lowering<Record<'x' | 'filter' | 'dy', tf.TensorInfo>, tf.Dilation2DAttrs>;

/** dw[u, c] = Σ dy where u won. */
export const Dilation2DBackpropFilter: Gradient = ({ x, filter, dy }, attributes) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  const { place } = winners(candidates(float(x), float(filter), window));
  const C = x.shape[3]!;
  const positions = e.add(e.mul(place, C), table(dy, range(C), [C]));
  return e.cast(scatter(float(dy), expand(positions, dy.shape), filter.shape), filter.type);
};

/** dx[q] = Σ dy of the outputs whose maximum stands at q. */
export const Dilation2DBackpropInput: Gradient = ({ x, filter, dy }, attributes) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  const { kernel, strides, dilations, before, to } = window;
  const { place } = winners(candidates(float(x), float(filter), window));
  const [B, H, W, C] = tuple4(x.shape);
  const reach = grid(kernel, dilations, [0, 0], W); // from the window's corner to u
  const corners = grid(
    to,
    strides,
    before.map((size) => -size),
    W,
  );
  const pixels = e.add(gather(table(dy, reach, [reach.length]), place, 0), table(dy, corners, [...to, 1]));
  const starts = range(B).map((b) => b * H * W * C);
  const elements = e.add(e.mul(pixels, C), table(dy, range(C), [C]));
  const positions = e.add(elements, table(dy, starts, [B, 1, 1, 1]));
  return e.cast(scatter(float(dy), expand(positions, dy.shape), x.shape), x.type);
};
