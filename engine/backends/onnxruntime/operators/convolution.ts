/** Convolution and its two gradients, channels first, for any number of spatial axes. */
import type { Shape, Value } from '../graph';
import { gemm, matmul } from './product';
import { concat, pad, reshape, sizeOf, slice, transpose } from './shape';
import { windowAttributes, type Window } from './window';

/** x (B, C, …from), filter (K, C/groups, …kernel) → (B, K, …to). */
export function convolve(x: Value, filter: Value, window: Window, groups = 1): Value {
  const shape = [x.shape[0]!, filter.shape[0]!, ...window.to];
  const attributes = { ...windowAttributes(window), group: groups };
  return x.graph.node('Conv', [x, filter], attributes, [{ type: x.type, shape }])[0]!;
}

/** The gradient at the input: dy (B, K, …to), filter (K, C/groups, …kernel) → (B, C, …from). */
export function convolveInputGradient(dy: Value, filter: Value, window: Window, groups = 1): Value {
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

/** All positions of a kernel of the given sizes, the last axis fastest. */
const offsets = (sizes: readonly number[]): number[][] =>
  sizes.reduce<number[][]>(
    (partial, size) => partial.flatMap((offset) => Array.from({ length: size }, (_, i) => [...offset, i])),
    [[]],
  );

/**
 * What each kernel position sees while the window slides: x (B, C, …from) → one (C, B·…to) for every position.
 * Channels come first, so that a position's row is long and contiguous.
 */
function patches(x: Value, window: Window): Value[] {
  const { strides, dilations, before, after, to, kernel } = window;
  const padded = pad(x, [[0, 0], [0, 0], ...before.map((size, axis) => [size, after[axis]!] as const)]);
  const channels = transpose(padded, [1, 0, ...to.map((_, axis) => axis + 2)]); // (C, B, …)
  const [C, B] = channels.shape as [number, number];
  return offsets(kernel).map((offset) => {
    const begin = offset.map((position, axis) => position * dilations[axis]!);
    const end = begin.map((start, axis) => start + (to[axis]! - 1) * strides[axis]! + 1);
    const seen = slice(channels, [0, 0, ...begin], [C, B, ...end], [1, 1, ...strides]);
    return reshape(seen, [C, B * sizeOf(to)]);
  });
}

/**
 * The gradient at the filter: x (B, C, …from), dy (B, K, …to) → (K, C/groups, …kernel).
 * dW[k, c, u] = Σ over batch and space of dy[k]·x[c] shifted by u: one matrix product for each kernel position.
 */
export function convolveFilterGradient(x: Value, dy: Value, window: Window, groups = 1): Value {
  const seen = patches(x, window);
  const [C, K] = [x.shape[1]!, dy.shape[1]!];
  const space = window.to.map((_, axis) => axis + 2);
  const rows = reshape(transpose(dy, [1, 0, ...space]), [K, seen[0]!.shape[1]!]); // (K, B·…to)
  if (groups === 1) return dense(seen, rows, [C, K], window.kernel);
  const perGroup = seen.map((patch) => reshape(patch, [groups, C / groups, 1, patch.shape[1]!]));
  const joined = concat(perGroup, 2); // (groups, C/groups, positions, B·…to)
  const columns = reshape(joined, [groups, (C / groups) * seen.length, seen[0]!.shape[1]!]);
  const outputs = reshape(rows, [groups, K / groups, rows.shape[1]!]);
  return reshape(matmul(outputs, columns, false, true), [K, C / groups, ...window.kernel]);
}

/** All channels meet: the positions' products (C, K), side by side. */
function dense(seen: readonly Value[], rows: Value, [C, K]: readonly [number, number], kernel: Shape): Value {
  const products = seen.map((patch) => gemm(patch, rows, false, true)); // (C, K) each
  const joined = reshape(concat(products, 0), [...kernel, C, K]);
  const rank = kernel.length;
  return transpose(joined, [rank + 1, rank, ...kernel.map((_, axis) => axis)]);
}
