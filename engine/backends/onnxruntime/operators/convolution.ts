/** Convolution and its two gradients, channels first, for any number of spatial axes. */
import type { Value } from '../graph';
import { toChannelsLast } from './channels';
import { zeros } from './indexing';
import { matmul } from './product';
import { concat, pad, reshape, sizeOf, slice, transpose } from './shape';
import { offsets, reached, windowAttributes, type Window } from './window';

/** x (B, C, …from), filter (K, C/groups, …kernel) → (B, K, …to). */
export function convolve(x: Value, filter: Value, window: Window, groups = 1): Value {
  const shape = [x.shape[0]!, filter.shape[0]!, ...window.to];
  const ends = reached(window);
  if (ends.some((end) => end <= 0)) return zeros(x, shape);
  const seen = slice(x, [0, 0, ...ends.map(() => 0)], [x.shape[0]!, x.shape[1]!, ...ends]);
  const attributes = { ...windowAttributes(window), group: groups };
  return x.graph.node('Conv', [seen, filter], attributes, [{ type: x.type, shape }])[0]!;
}

/** The gradient at the input: dy (B, K, …to), filter (K, C/groups, …kernel) → (B, C, …from). */
export function convolveInputGradient(dy: Value, filter: Value, window: Window, groups = 1): Value {
  const ends = reached(window);
  const shape = [dy.shape[0]!, filter.shape[1]! * groups, ...window.from];
  if (ends.some((end) => end <= 0)) return zeros(dy, shape);
  const seen = { ...window, from: ends };
  const full = groups === 1 ? fullWindow(seen) : null;
  const gradient = full ? convolve(dy, turned(filter), full) : transposedConvolution(dy, filter, seen, groups);
  return pad(gradient, [[0, 0], [0, 0], ...window.from.map((size, axis) => [0, size - ends[axis]!] as const)]);
}

/**
 * With stride 1 the gradient is itself a convolution: dy, padded until the window reaches every input, with the filter
 * turned about. onnxruntime runs it up to three times as fast as a transposed one. Null where it is none.
 */
function fullWindow({ kernel, strides, dilations, before, after, from, to }: Window): Window | null {
  const reach = kernel.map((size, axis) => (size - 1) * dilations[axis]!);
  const full = {
    kernel,
    strides,
    dilations,
    before: reach.map((size, axis) => size - before[axis]!),
    after: reach.map((size, axis) => size - after[axis]!),
    from: to,
    to: from,
  };
  const fits = reach.every((size, axis) => {
    const [front, back] = [full.before[axis]!, full.after[axis]!];
    return strides[axis] === 1 && front >= 0 && back >= 0 && to[axis]! + front + back - size === from[axis];
  });
  return fits ? full : null;
}

/** A filter (K, C, …kernel) → (C, K, …kernel), every spatial axis backwards. */
export function turned(filter: Value): Value {
  const swapped = transpose(filter, [1, 0, ...filter.shape.slice(2).map((_, axis) => axis + 2)]);
  const [C, K, ...kernel] = swapped.shape as [number, number, ...number[]];
  const last = kernel.map((size) => size - 1);
  const backwards = kernel.map(() => -1);
  return slice(swapped, [0, 0, ...last], [C, K, ...backwards], [1, 1, ...backwards]);
}

function transposedConvolution(dy: Value, filter: Value, window: Window, groups: number): Value {
  const { kernel, strides, dilations, before, after, from, to } = window;
  const shape = [dy.shape[0]!, filter.shape[1]! * groups, ...from];
  // What the last window did not reach: the transposed convolution must be told to make it, as zeros.
  const output_padding = from.map((size, axis) => {
    const extent = (kernel[axis]! - 1) * dilations[axis]! + 1;
    return Math.max(0, size + before[axis]! + after[axis]! - (to[axis]! - 1) * strides[axis]! - extent);
  });
  const attributes = { ...windowAttributes(window), output_padding, group: groups };
  return dy.graph.node('ConvTranspose', [dy, filter], attributes, [{ type: dy.type, shape }])[0]!;
}

/**
 * What each kernel position sees while the window slides: x (B, …from, C) → one (B·…to, C) for every position.
 * Channels come last, so that what is copied for a position is rows of C times the last axis.
 */
export function patches(x: Value, window: Window): Value[] {
  const { strides, dilations, before, after, to, kernel } = window;
  const margins = before.map((size, axis) => [size, after[axis]!] as const);
  const padded = pad(x, [[0, 0], ...margins, [0, 0]]);
  const [B, C] = [padded.shape[0]!, padded.shape.at(-1)!];
  return offsets(kernel).map((offset) => {
    const begin = offset.map((position, axis) => position * dilations[axis]!);
    const end = begin.map((start, axis) => start + (to[axis]! - 1) * strides[axis]! + 1);
    const seen = slice(padded, [0, ...begin, 0], [B, ...end, C], [1, ...strides, 1]);
    return reshape(seen, [B * sizeOf(to), C]);
  });
}

/**
 * The gradient at the filter: x (B, C, …from), dy (B, K, …to) → (K, C/groups, …kernel).
 * dW[k, c, u] = Σ over batch and space of dy[k]·x[c] shifted by u.
 */
export function convolveFilterGradient(x: Value, dy: Value, window: Window, groups = 1): Value {
  return groups === 1 ? exchangedConvolution(x, dy, window) : groupedFilterGradient(x, dy, window, groups);
}

/**
 * The sum over the batch is a sum over channels: with batch and channels exchanged, x is an image (C, B, …from) over
 * which dy slides as a filter (K, B, …to), in steps of the dilation and dilated by the stride.
 */
function exchangedConvolution(x: Value, dy: Value, { kernel, strides, dilations, before, from, to }: Window): Value {
  const exchange = (value: Value): Value => transpose(value, [1, 0, ...to.map((_, axis) => axis + 2)]);
  const needed = to.map((size, axis) => (size - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]! + 1);
  const after = needed.map((size, axis) => size - from[axis]! - before[axis]!);
  // What no window reached is cut off.
  const ends = after.map((size, axis) => from[axis]! + Math.min(0, size));
  const reached = slice(x, [0, 0, ...ends.map(() => 0)], [x.shape[0]!, x.shape[1]!, ...ends]);
  const gradient = convolve(exchange(reached), exchange(dy), {
    kernel: to,
    strides: dilations,
    dilations: strides,
    before,
    after: after.map((size) => Math.max(0, size)),
    from: ends,
    to: kernel,
  });
  return exchange(gradient);
}

/** One matrix product for each group. */
function groupedFilterGradient(x: Value, dy: Value, window: Window, groups: number): Value {
  const seen = patches(toChannelsLast(x), window);
  const [C, K] = [x.shape[1]!, dy.shape[1]!];
  const count = seen[0]!.shape[0]!;
  const rows = reshape(transpose(dy, [1, 0, ...window.to.map((_, axis) => axis + 2)]), [K, count]); // (K, B·…to)
  const perGroup = seen.map((patch) => reshape(transpose(patch, [1, 0]), [groups, C / groups, 1, count]));
  const joined = concat(perGroup, 2); // (groups, C/groups, positions, B·…to)
  const columns = reshape(joined, [groups, (C / groups) * seen.length, count]);
  const outputs = reshape(rows, [groups, K / groups, count]);
  return reshape(matmul(outputs, columns, false, true), [K, C / groups, ...window.kernel]);
}
