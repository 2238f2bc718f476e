/** Which place of a window over images has the largest element. Images have their channels last. */
import type { Graph, Shape, Value } from '../graph';
import { add, elementsOf, greater, mul, scalar, where } from './elementwise';
import { gather } from './indexing';
import { pad, slice } from './shape';
import { offsets, type Window } from './window';

/** x (B, H, W, C) as each place of the window sees it, row by row: (B, H′, W′, C) each; what lies outside x never wins. */
export function candidates(x: Value, { kernel, strides, dilations, before, after, to }: Window): Value[] {
  const margins = before.map((size, axis) => [size, after[axis]!] as const);
  const padded = pad(x, [[0, 0], ...margins, [0, 0]], -Infinity);
  const [B, C] = [x.shape[0]!, x.shape[3]!];
  return offsets(kernel).map((u) => {
    const begin = u.map((position, axis) => position * dilations[axis]!);
    const end = begin.map((start, axis) => start + (to[axis]! - 1) * strides[axis]! + 1);
    return slice(padded, [0, ...begin, 0], [B, ...end, C], [1, ...strides, 1]);
  });
}

export interface Winners {
  maximum: Value;
  /** int32 */
  place: Value;
}

/** The maximum, and the first place where it stands. */
export function winners(values: readonly Value[]): Winners {
  const [first, ...others] = values as [Value, ...Value[]];
  const start = { maximum: first, place: scalar(first.graph, 0, 'int32') };
  return others.reduce(({ maximum, place }, value, k) => {
    const better = greater(value, maximum);
    const here = scalar(value.graph, k + 1, 'int32');
    return { maximum: where(better, value, maximum), place: where(better, here, place) };
  }, start);
}

/** Small integers as a constant. */
const table = (graph: Graph, numbers: readonly number[], shape: Shape): Value =>
  graph.constant(elementsOf('int32', numbers), { type: 'int32', shape });

const range = (n: number): number[] => [...Array(n).keys()];

/** 0 … n − 1 */
export const numbersUpTo = (graph: Graph, n: number): Value => table(graph, range(n), [n]);

/** Flat positions in an image of that width: rows and columns `steps` apart, from `start` on. */
function grid(counts: Shape, steps: Shape, start: Shape, width: number): number[] {
  const [rows, columns] = counts.map((count, axis) => range(count).map((i) => start[axis]! + i * steps[axis]!));
  return rows!.flatMap((row) => columns!.map((column) => row * width + column));
}

/** The numbers in an image (H, W, C) of the elements that places (B, H′, W′, C) of its windows see. */
export function elementsAt(place: Value, [, , W, C]: Shape, { kernel, strides, dilations, before, to }: Window): Value {
  const { graph } = place;
  const reach = grid(kernel, dilations, [0, 0], W!); // from the window's corner to the place
  const start = before.map((size) => -size);
  const corners = table(graph, grid(to, strides, start, W!), [...to, 1]);
  const pixels = add(gather(table(graph, reach, [reach.length]), place, 0), corners);
  return add(mul(pixels, C!), numbersUpTo(graph, C!));
}

/** The number of each image's first element in a batch of that shape: (B, 1, 1, 1). */
export const firstElements = (graph: Graph, [B, H, W, C]: Shape): Value =>
  table(
    graph,
    range(B!).map((b) => b * H! * W! * C!),
    [B!, 1, 1, 1],
  );
