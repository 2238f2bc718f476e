/** The gradient of a maximum over windows that tile the image, in blocks of channels: a fifth of the time of indices. */
import type { Attributes, Node, Value } from '../graph';
import { fromBlocks, toBlocks } from './blocked';
import { and, cast, equal, largest, mul, not, or } from './elementwise';
import { concat, reshape, slice } from './shape';

/** Whether windows tile an image (B, C, H, W) whose channels fill blocks. */
export function tiles({ inputs, attributes }: Node, block: number): boolean {
  const { shape } = inputs[0]!;
  if (block === 1 || shape.length !== 4 || shape[1]! % block !== 0) return false;
  const list = (name: string): readonly number[] => attributes[name] as readonly number[];
  const isTiled = list('kernel_shape').every((size, axis) => {
    return size === list('strides')[axis] && shape[axis + 2]! % size === 0;
  });
  return isTiled && list('pads').every((size) => size === 0);
}

/** dy (B, C, H/h, W/w), x (B, C, H, W) → (B, C, H, W): dy where x is the first to equal its window's maximum, else 0. */
export function maxPoolGradientBlocked(dy: Value, x: Value, attributes: Attributes, block: number): Value {
  const [B, C, H, W] = x.shape as [number, number, number, number];
  const [h, w] = attributes.kernel_shape as [number, number];
  const count = (B * C) / block;
  const to = [count, H / h, W / w, block];
  const places = placesOf(reshape(toBlocks(x), [count, H, W, block]), to, [h, w]);
  const gradient = reshape(toBlocks(dy), to);
  const parts = firstLargest(places).map((isFirst) => mul(gradient, cast(isFirst, 'float32')));
  return fromBlocks(reshape(woven(parts, to, [h, w]), x.shape));
}

/** (N, H, W, b) → what each place of a window holds in all windows (N, H/h, W/w, b), row by row of the window. */
function placesOf(image: Value, to: readonly number[], [h, w]: readonly [number, number]): Value[] {
  const [N, rows, columns, block] = to as [number, number, number, number];
  const lines = axisOf(reshape(image, [N * rows, h, columns * w * block]), h);
  return lines.flatMap((line) => axisOf(reshape(line, [N * rows * columns, w, block]), w)).map((x) => reshape(x, to));
}

/** The parts of (N, size, M) along its middle axis: runs that are copied whole, which a slice in steps is not. */
const axisOf = (x: Value, size: number): Value[] => {
  const [N, , M] = x.shape as [number, number, number];
  return Array.from({ length: size }, (_, i) => slice(x, [0, i, 0], [N, i + 1, M]));
};

/** For each place, whether it is the first of the largest. */
function firstLargest(places: readonly Value[]): Value[] {
  const maximum = largest(places);
  let taken: Value | null = null;
  return places.map((place) => {
    const isLargest = equal(place, maximum);
    const isFirst: Value = taken ? and(isLargest, not(taken)) : isLargest;
    taken = taken ? or(taken, isLargest) : isLargest;
    return isFirst;
  });
}

/** Places (N, H/h, W/w, b) of the windows, row by row, side by side again: (N, H/h, h, W, b). */
function woven(parts: readonly Value[], to: readonly number[], [h, w]: readonly [number, number]): Value {
  const [N, rows, columns, block] = to as [number, number, number, number];
  const lines = Array.from({ length: h }, (_, i) => {
    const line = parts.slice(i * w, (i + 1) * w).map((part) => reshape(part, [N, rows, columns, 1, block]));
    return reshape(concat(line, 3), [N, rows, 1, columns * w * block]);
  });
  return concat(lines, 2);
}
