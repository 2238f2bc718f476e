/** ONNX operators that pick elements by number, or add to them. */
import type { Shape, Value } from '../graph';
import { cast, elementsOf, less, scalar, sub, where } from './elementwise';
import { expand } from './shape';

/** Negative positions, which ONNX counts from the end, moved out of bounds: they are refused like those behind the end. */
export function refuseNegative(indices: Value, sizes: readonly number[]): Value {
  const { graph, type } = indices;
  const size = graph.constant(elementsOf(type, sizes), { type, shape: sizes.length === 1 ? [] : [sizes.length] });
  return where(less(indices, 0), sub(indices, size), indices);
}

/** x with its axis replaced by the axes of `indices`. */
export function gather(x: Value, indices: Value, axis: number): Value {
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return x.graph.node('Gather', [x, indices], { axis }, [{ type: x.type, shape }])[0]!;
}

/** Slices of x by full positions: indices (…batch, …, k), where the last axis holds k coordinates. */
export function gatherSlices(x: Value, indices: Value, batchDims = 0): Value {
  const depth = indices.shape.at(-1)!;
  const shape = [...indices.shape.slice(0, -1), ...x.shape.slice(batchDims + depth)];
  const inputs = [x, cast(indices, 'int64')];
  return x.graph.node('GatherND', inputs, { batch_dims: batchDims }, [{ type: x.type, shape }])[0]!;
}

/** What happens to the element that an update meets. */
export type Scatter = 'none' | 'add';

/** x with slices at indices (…, k) replaced by, or summed with, the updates; equal indices add up. */
export function scatterSlices(x: Value, indices: Value, updates: Value, reduction: Scatter): Value {
  const inputs = [x, cast(indices, 'int64'), updates];
  return x.graph.node('ScatterND', inputs, { reduction }, [x])[0]!;
}

export const zeros = (like: Value, shape: Shape): Value => expand(scalar(like.graph, 0, like.type), shape);
