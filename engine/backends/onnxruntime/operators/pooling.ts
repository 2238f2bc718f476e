/** Pooling and its gradients, channels first, for any number of spatial axes. */
import type { Value } from '../graph';
import { cast, div, elementsOf, scalar } from './elementwise';
import { convolveInputGradient } from './convolution';
import { expand, reshape, sizeOf } from './shape';
import { windowAttributes, type Window } from './window';

/** x (B, C, …from) → the maxima (B, C, …to), and where in the flattened x each was found first. */
export function maxPool(x: Value, window: Window): { maxima: Value; indices: Value } {
  const shape = [...x.shape.slice(0, 2), ...window.to];
  const [maxima, indices] = x.graph.node('MaxPool', [x], windowAttributes(window), [
    { type: x.type, shape },
    { type: 'int64', shape },
  ]);
  return { maxima: maxima!, indices: indices! };
}

/** Sends every dy (B, C, …to) to where its maximum was found in x (B, C, …from). */
export function maxPoolGradient(dy: Value, x: Value, window: Window): Value {
  const { indices } = maxPool(x, window);
  if (isUnpoolable(window)) return unpool(dy, indices, x, window);
  const flat = (value: Value): Value => reshape(value, [sizeOf(value.shape)]);
  const zeros = expand(scalar(x.graph, 0, x.type), [sizeOf(x.shape)]);
  const inputs = [zeros, flat(indices), flat(dy)];
  const result = x.graph.node('ScatterElements', inputs, { axis: 0, reduction: 'add' }, [zeros])[0]!;
  return reshape(result, x.shape);
}

/** Whether windows share no element, and none of them reaches over the end: MaxUnpool takes the padding for elements. */
const isUnpoolable = ({ kernel, strides, from, to }: Window): boolean =>
  kernel.every((size, axis) => size <= strides[axis]! && (to[axis]! - 1) * strides[axis]! + size <= from[axis]!);

/** Windows that share no element write each place at most once. */
function unpool(dy: Value, indices: Value, x: Value, { kernel, strides }: Window): Value {
  const shape = x.graph.constant(elementsOf('int64', x.shape), { type: 'int64', shape: [x.shape.length] });
  const attributes = { kernel_shape: kernel, strides };
  return x.graph.node('MaxUnpool', [dy, indices, shape], attributes, [{ type: x.type, shape: x.shape }])[0]!;
}

/** x (B, C, …from) → means (B, C, …to) of what the window covers of x itself, padding left out. */
export function averagePool(x: Value, window: Window): Value {
  const shape = [...x.shape.slice(0, 2), ...window.to];
  const attributes = { ...windowAttributes(window), count_include_pad: 0 };
  return x.graph.node('AveragePool', [x], attributes, [{ type: x.type, shape }])[0]!;
}

/** Spreads every dy (B, C, …to) evenly over the elements (B, C, …from) that its window covered. */
export function averagePoolGradient(dy: Value, window: Window): Value {
  const channels = dy.shape[1]!;
  const counts = dy.graph.constant(Float32Array.from(covered(window)), { type: 'float32', shape: window.to });
  const ones = expand(scalar(dy.graph, 1), [channels, 1, ...window.kernel]);
  return convolveInputGradient(div(dy, cast(counts, dy.type)), ones, window, channels);
}

/** How many elements that are no padding each window covers. */
function covered({ kernel, strides, dilations, before, from, to }: Window): number[] {
  return to.reduce<number[]>(
    (counts, length, axis) => {
      const here = Array.from({ length }, (_, i) => {
        const start = i * strides[axis]! - before[axis]!;
        const seen = Array.from({ length: kernel[axis]! }, (_unused, k) => start + k * dilations[axis]!);
        return seen.filter((position) => position >= 0 && position < from[axis]!).length;
      });
      return counts.flatMap((count) => here.map((n) => count * n));
    },
    [1],
  );
}
