/** ONNX operators that move elements without changing them. */
import type { Elements, Graph, Shape, Signature, Value } from '../graph';
import { elementsOf } from './elementwise';

/** The number of elements of a shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, dimension) => product * dimension, 1);

/** A constant vector of 64-bit integers, as ONNX takes shapes and axes. */
export const integers = ({ graph }: Value, numbers: readonly number[]): Value =>
  graph.constant(elementsOf('int64', numbers), { type: 'int64', shape: [numbers.length] });

const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);

/** The same elements in another shape. */
export function reshape(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  // allowzero: a 0 in the shape is an empty axis, not "copy the input's".
  return x.graph.node('Reshape', [x, integers(x, shape)], { allowzero: 1 }, [{ type: x.type, shape }])[0]!;
}

/** Axis i of the result is axis perm[i] of x. */
export function transpose(x: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return x;
  const shape = perm.map((axis) => x.shape[axis]!);
  return x.graph.node('Transpose', [x], { perm }, [{ type: x.type, shape }])[0]!;
}

/** The permutation that undoes `perm`. */
export function inverse(perm: readonly number[]): number[] {
  const result: number[] = [];
  perm.forEach((axis, i) => (result[axis] = i));
  return result;
}

/** A constant of a copy of `elements`; equal ones, such as tfjs's gradients multiply by, are one that is spread out. */
export function constant(graph: Graph, elements: Elements, { type, shape }: Signature): Value {
  if (elements.length < 2 || !isUniform(elements)) return graph.constant(elements.slice(), { type, shape });
  return expand(graph.constant(elements.slice(0, 1), { type, shape: [] }), shape);
}

/** Whether all elements are the same bits; a plain loop, since constants may be as large as a batch of images. */
function isUniform(elements: Elements): boolean {
  const first = elements[0];
  if (Number.isNaN(first) || first === 0) return elements.every((element) => Object.is(element, first));
  for (const element of elements) if (element !== first) return false;
  return true;
}

/** Broadcasts x to a shape. */
export function expand(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  return x.graph.node('Expand', [x, integers(x, shape)], {}, [{ type: x.type, shape }])[0]!;
}

/** x[begin : end : step] along every axis, all in bounds; a negative step walks from begin down to, not including, end. */
export function slice(x: Value, begin: readonly number[], end: readonly number[], step = begin.map(() => 1)): Value {
  const shape = begin.map((from, axis) => Math.max(0, Math.ceil((end[axis]! - from) / step[axis]!)));
  if (sameShape(shape, x.shape) && step.every((stride) => stride === 1)) return x;
  // ONNX counts a negative end from the back: "before the first" needs a value below every index.
  const stop = end.map((to) => (to < 0 ? -(2 ** 31) : to));
  const axes = begin.map((_, axis) => axis);
  const inputs = [x, integers(x, begin), integers(x, stop), integers(x, axes), integers(x, step)];
  return x.graph.node('Slice', inputs, {}, [{ type: x.type, shape }])[0]!;
}

/** Joins values along an axis. */
export function concat(values: readonly Value[], axis: number): Value {
  const first = values[0]!;
  if (values.length === 1) return first;
  const shape = first.shape.map((size, i) =>
    i === axis ? values.reduce((sum, value) => sum + value.shape[axis]!, 0) : size,
  );
  return first.graph.node('Concat', values, { axis }, [{ type: first.type, shape }])[0]!;
}

/** Parts of a vector, of the given sizes. */
export function split(x: Value, sizes: readonly number[]): readonly Value[] {
  const parts = sizes.map((size) => ({ type: x.type, shape: [size] }));
  return x.graph.node('Split', [x, integers(x, sizes)], { axis: 0 }, parts);
}

/** What fills the margin: a constant, or the inside mirrored without its edge. */
export type PadMode = 'constant' | 'reflect';

/** Adds paddings[axis] = [before, after] elements along every axis. */
export function pad(
  x: Value,
  paddings: readonly (readonly [number, number])[],
  value = 0,
  mode: PadMode = 'constant',
): Value {
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
  const amounts = integers(x, [...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
  const shape = x.shape.map((size, axis) => size + paddings[axis]![0] + paddings[axis]![1]);
  const fill = x.graph.constant(elementsOf(x.type, [value]), { type: x.type, shape: [] });
  const inputs = mode === 'constant' ? [x, amounts, fill] : [x, amounts];
  return x.graph.node('Pad', inputs, { mode }, [{ type: x.type, shape }])[0]!;
}

/** Repeats x repeats[axis] times along every axis. */
export function tile(x: Value, repeats: readonly number[]): Value {
  const shape = x.shape.map((size, axis) => size * repeats[axis]!);
  if (sameShape(x.shape, shape)) return x;
  return x.graph.node('Tile', [x, integers(x, repeats)], {}, [{ type: x.type, shape }])[0]!;
}
