/** Where another framework keeps a tensor's elements: the same numbers, their axes in another order. */
import type { StoredTensor } from '../tensors';

/** Ours is seen as `view`, its axes are put in the order `axes`, and the result is seen as `shape`. */
export interface Layout {
  view: number[];
  axes: number[];
  shape: number[];
  /** Then the first axis is cut into as many parts, and part i of the result is part `parts[i]`. */
  parts?: readonly number[];
}

/** Parts of the first axis in another order. */
function moveParts({ shape, dtype, values }: StoredTensor, parts: readonly number[]): StoredTensor {
  const length = values.length / parts.length;
  const result = values.slice();
  parts.forEach((from, to) => {
    result.set(values.subarray(from * length, (from + 1) * length), to * length);
  });
  return { shape, dtype, values: result };
}

const inverse = (order: readonly number[]): number[] => order.map((_, index) => order.indexOf(index));

const product = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** The axes in the order `axes`: result.shape[i] = shape[axes[i]]. */
export function moveAxes({ shape, dtype, values }: StoredTensor, axes: readonly number[]): StoredTensor {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const moved = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => strides[axis]!);
  const result = values.slice();
  const index = moved.map(() => 0);
  for (let to = 0, from = 0; to < values.length; to++) {
    result[to] = values[from]!;
    // The next index, row-major, and where its element comes from.
    for (let axis = moved.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      from += steps[axis]!;
      if (index[axis]! < moved[axis]!) break;
      from -= steps[axis]! * moved[axis]!;
      index[axis] = 0;
    }
  }
  return { shape: moved, dtype, values: result };
}

/** Our tensor as the other framework keeps it. */
export function toLayout(ours: StoredTensor, { view, axes, shape, parts = [0] }: Layout): StoredTensor {
  return { ...moveParts(moveAxes({ ...ours, shape: view }, axes), parts), shape };
}

/** The other framework's tensor as we keep it, in the shape `shape`. */
export function fromLayout(theirs: StoredTensor, { view, axes, parts = [0] }: Layout, shape: number[]): StoredTensor {
  const moved = { ...moveParts(theirs, inverse(parts)), shape: axes.map((axis) => view[axis]!) };
  return { ...moveAxes(moved, inverse(axes)), shape };
}

/** A kernel (rows, units) behind a flattening of (…, C), which the other framework flattened as (C, …). */
export const channelsFirstRows = (flattened: readonly number[], units: number): Layout => {
  const last = flattened.length - 1;
  return {
    view: [...flattened, units],
    axes: [last, ...[...flattened.keys()].slice(0, -1), last + 1],
    shape: [product(flattened), units],
  };
};
