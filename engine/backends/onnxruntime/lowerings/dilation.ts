/**
 * Grey-scale dilation: y[p] = max over u of x[p·s + u·d] + w[u], where u runs over the kernel of w (h, w, C), and s and d
 * are strides and dilations. The gradients go to where the maximum stands, the first of equal ones.
 */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape, Value } from '../graph';
import * as e from '../operators/elementwise';
import { zeros } from '../operators/indexing';
import { expand, reshape, sizeOf, slice } from '../operators/shape';
import { float } from '../operators/types';
import { offsets, tuple4, window2D, type Window } from '../operators/window';
import { candidates, elementsAt, firstElements, numbersUpTo, winners, type Winners } from '../operators/winners';
import type { Lowering } from './lowering';

const windowOf = (x: Shape, filter: Shape, { strides, pad, dilations }: tf.Dilation2DAttrs): Window => {
  const size = [...filter] as [number, number, number];
  return window2D(backend_util.computeDilation2DInfo(tuple4(x), size, strides, pad, 'NHWC', dilations));
};

/** The largest x (B, H, W, C) + w (h, w, C) of each window, and which u it is of. */
function largest(x: Value, filter: Value, window: Window): Winners {
  const C = x.shape[3]!;
  const seen = candidates(float(x), window);
  const sums = offsets(window.kernel).map((u, k) => {
    const [i, j] = u as [number, number];
    return e.add(seen[k]!, reshape(slice(float(filter), [i, j, 0], [i + 1, j + 1, C]), [C]));
  });
  return winners(sums);
}

export const Dilation2D: Lowering<tf.Dilation2DInputs, tf.Dilation2DAttrs> = ({ x, filter }, attributes) =>
  e.cast(largest(x, filter, windowOf(x.shape, filter.shape, attributes)).maximum, x.type);

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
  const { place } = largest(x, filter, windowOf(x.shape, filter.shape, attributes));
  const C = x.shape[3]!;
  const positions = e.add(e.mul(place, C), numbersUpTo(dy.graph, C));
  return e.cast(scatter(float(dy), expand(positions, dy.shape), filter.shape), filter.type);
};

/** dx[q] = Σ dy of the outputs whose maximum stands at q. */
export const Dilation2DBackpropInput: Gradient = ({ x, filter, dy }, attributes) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  const { place } = largest(x, filter, window);
  const positions = e.add(elementsAt(place, x.shape, window), firstElements(dy.graph, x.shape));
  return e.cast(scatter(float(dy), expand(positions, dy.shape), x.shape), x.type);
};
