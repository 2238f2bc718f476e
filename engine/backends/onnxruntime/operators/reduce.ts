/** ONNX operators that fold axes away. */
import type { Value } from '../graph';
import { elementsOf } from './elementwise';
import { reshape } from './shape';

export type Reduction = 'ReduceSum' | 'ReduceMean' | 'ReduceMax' | 'ReduceMin' | 'ReduceProd' | 'ReduceSumSquare';

/** Folds `axes` (non-negative) away, or keeps them with size 1. No axes: x itself. */
export function reduce(op: Reduction, x: Value, axes: readonly number[], keepDims: boolean): Value {
  if (axes.length === 0) return x;
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const shape = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  // Axes of size 1 hold one element each: nothing to fold, but a sum of squares squares.
  if (op !== 'ReduceSumSquare' && axes.every((axis) => x.shape[axis] === 1)) return reshape(x, shape);
  const list = x.graph.constant(elementsOf('int64', axes), { type: 'int64', shape: [axes.length] });
  return x.graph.node(op, [x, list], { keepdims: keepDims ? 1 : 0 }, [{ type: x.type, shape }])[0]!;
}
