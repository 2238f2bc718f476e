/** Shapes that are themselves tensors. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';
import * as e from '../operators/elementwise';
import { demand } from '../operators/demand';
import { gather } from '../operators/indexing';
import { reduce } from '../operators/reduce';
import { concat, pad, reshape } from '../operators/shape';
import type { Lowering } from './lowering';

/** The shape that two broadcast to: a missing length, in front, is 1. */
export const BroadcastArgs: Lowering<tf.BroadcastArgsInputs> = ({ s0, s1 }) => {
  const rank = Math.max(s0.shape[0]!, s1.shape[0]!);
  const [a, b] = [s0, s1].map((shape) => pad(e.cast(shape, 'int32'), [[rank - shape.shape[0]!, 0]], 1)) as [
    Value,
    Value,
  ];
  const isOne = e.equal(a, 1);
  const fits = e.or(e.or(isOne, e.equal(b, 1)), e.equal(a, b));
  return e.add(e.where(isOne, b, a), demand(fits, 'broadcast'));
};

/** The elements of a vector, each of rank 0. */
const elementsOf = (x: Value): Value[] =>
  Array.from({ length: x.shape[0]! }, (_, i) => gather(x, e.scalar(x.graph, i, 'int64'), 0));

const one = (graph: Graph): Value => e.scalar(graph, 1, 'int64');
const productOf = (graph: Graph, values: readonly Value[]): Value => values.reduce(e.mul, one(graph));

/** How far an element's place moves by one step along each axis. */
const stridesOf = (graph: Graph, lengths: readonly Value[]): Value[] =>
  lengths.map((_, axis) => productOf(graph, lengths.slice(axis + 1)));

/** The quotient; one by 0 would end the process. */
const quotient = (a: Value, b: Value): Value => e.div(a, e.where(e.equal(b, 0), 1, b));

/** The shape with a length of −1 replaced by what is left of `size`; a run with one that does not fit ends with an error. */
function completed(shape: Value, size: Value): Value {
  const { graph } = shape;
  const isUnknown = e.equal(shape, -1);
  const known = productOf(graph, elementsOf(e.where(isUnknown, 1, shape)));
  const unknowns = reduce('ReduceSum', e.cast(isUnknown, 'int64'), [0], false);
  const missing = e.where(e.equal(unknowns, 0), 1, quotient(size, known));
  const isWhole = e.and(e.equal(e.mul(known, missing), size), e.or(e.equal(unknowns, 0), e.greater(known, 0)));
  const fits = e.and(e.and(isWhole, e.less(unknowns, 2)), e.greaterOrEqual(shape, -1));
  return e.add(e.where(isUnknown, missing, shape), e.cast(demand(fits, 'fit'), 'int64'));
}

/** indices (n, r) in a sparse tensor of `inputShape` → (n, q), where they are in `newShape`; and that shape, complete. */
export const SparseReshape: Lowering<tf.SparseReshapeInputs> = ({ inputIndices, inputShape, newShape }, _, graph) => {
  const [indices, from, to] = [inputIndices, inputShape, newShape].map((x) => e.cast(x, 'int64')) as [
    Value,
    Value,
    Value,
  ];
  if (to.shape[0] === 0 || from.shape[0] === 0) return null;
  const lengths = elementsOf(from);
  const shape = completed(to, productOf(graph, lengths));
  const row = (values: readonly Value[]): Value =>
    concat(
      values.map((value) => reshape(value, [1])),
      0,
    );
  let rest = reduce('ReduceSum', e.mul(indices, row(stridesOf(graph, lengths))), [1], false); // (n): the place
  const columns = stridesOf(graph, elementsOf(shape)).map((stride) => {
    const index = quotient(rest, stride);
    rest = e.sub(rest, e.mul(index, stride));
    return reshape(index, [indices.shape[0]!, 1]);
  });
  return [e.cast(concat(columns, 1), inputIndices.type), e.cast(shape, newShape.type)];
};
