/** How many there are: of each number, and of numbers below another. */
import { util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';
import * as e from '../operators/elementwise';
import { demand } from '../operators/demand';
import { gather, scatterSlices, zeros, type Scatter } from '../operators/indexing';
import { expand, reshape, sizeOf, slice } from '../operators/shape';
import { promote } from '../operators/types';
import type { Lowering } from './lowering';

/** (rows, 1): where each row begins in a vector of rows of that length. */
const beginnings = (graph: Graph, rows: number, length: number): Value =>
  graph.constant(
    Int32Array.from({ length: rows }, (_, row) => row * length),
    { type: 'int32', shape: [rows, 1] },
  );

/** x (rows, n) of whole numbers and weights of its shape, or none for 1 each → (rows, size) of their sums by number. */
function countRows(x: Value, weights: Value, size: number, how: Scatter): Value {
  const rows = x.shape[0]!;
  // One place more in each row takes the numbers that are too large.
  const places = e.add(e.min(x, size), beginnings(x.graph, rows, size + 1));
  const known = e.add(places, demand(e.greaterOrEqual(x, 0), 'negative'));
  const ones = expand(e.scalar(x.graph, 1, weights.type), [sizeOf(x.shape)]);
  const isWeighted = how === 'add' && sizeOf(weights.shape) > 0;
  const updates = isWeighted ? reshape(weights, [sizeOf(x.shape)]) : ones;
  const indices = reshape(known, [sizeOf(x.shape), 1]);
  const sums = scatterSlices(zeros(weights, [rows * (size + 1)]), indices, updates, how);
  return slice(reshape(sums, [rows, size + 1]), [0, 0], [rows, size]);
}

export const Bincount: Lowering<tf.BincountInputs, tf.BincountAttrs> = ({ x, weights }, { size }) =>
  weights.type === 'bool' ? null : reshape(countRows(reshape(x, [1, sizeOf(x.shape)]), weights, size, 'add'), [size]);

/** A vector's counts are never binary, as tfjs has it. */
export const DenseBincount: Lowering<tf.DenseBincountInputs, tf.DenseBincountAttrs> = (
  { x, weights },
  { size, binaryOutput },
  graph,
) => {
  const rank = x.shape.length;
  util.assert(rank === 1 || rank === 2, () => `its input must be at most rank 2, but got rank ${rank}`);
  if (rank === 1) return Bincount({ x, weights }, { size }, graph);
  return weights.type === 'bool' ? null : countRows(x, weights, size, binaryOutput ? 'none' : 'add');
};

/**
 * sequence (rows, n) in order, values (rows, m) → (rows, m): how many of the row are smaller (left), or no larger (right).
 * The bisection that tfjs does, with every value's bounds side by side, so that a row out of order gives the same.
 */
export const SearchSorted: Lowering<tf.SearchSortedInputs, tf.SearchSortedAttrs> = (
  { sortedSequence, values },
  { side },
  graph,
) => {
  const [sequence, sought] = promote([sortedSequence, values], 'int32') as [Value, Value];
  const [rows, n] = sequence.shape as [number, number];
  const none = expand(e.scalar(graph, 0, 'int32'), values.shape);
  const [elements, first] = [reshape(sequence, [rows * n]), beginnings(graph, rows, n)];
  const isBefore = side === 'left' ? e.less : e.lessOrEqual;
  let [left, right] = [none, expand(e.scalar(graph, n, 'int32'), values.shape)];
  for (let reach = 1; reach <= n; reach *= 2) {
    const middle = e.div(e.add(left, right), 2);
    // Where the bounds have met, at n perhaps, nothing moves any more.
    const element = gather(elements, e.add(e.min(middle, n - 1), first), 0);
    const [isOpen, isBelow] = [e.less(left, right), isBefore(element, sought)];
    const next = e.where(e.and(isOpen, isBelow), e.add(middle, 1), left);
    right = e.where(e.and(isOpen, e.not(isBelow)), middle, right);
    left = next;
  }
  return right;
};
