/** Picking elements by number, and its gradient: adding to them. */
import { backend_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { and, cast, elementsOf, equal, greaterOrEqual, less, where } from '../operators/elementwise';
import { gather, gatherSlices, refuseNegative, scatterSlices, zeros } from '../operators/indexing';
import { expand, integers, reshape, sizeOf, slice, transpose } from '../operators/shape';
import { described, wider } from '../operators/types';
import type { Lowering } from './lowering';

/** Axes before `batchDims` go side by side in x and in the indices. */
export const GatherV2: Lowering<tf.GatherV2Inputs, tf.GatherV2Attrs> = ({ x, indices }, { axis, batchDims }) => {
  const [along] = util.parseAxisParam(axis, [...x.shape]) as [number];
  const numbers = refuseNegative(cast(indices, 'int32'), [x.shape[along]!]);
  backend_util.segment_util.collectGatherOpShapeInfo(described(x), described(indices), along, batchDims);
  if (!batchDims) return gather(x, numbers, along);
  const batch = x.shape.slice(0, batchDims);
  const outer = x.shape.slice(batchDims, along);
  const inner = x.shape.slice(along + 1);
  const kept = indices.shape.slice(batchDims);
  const flat = reshape(x, [sizeOf(batch), sizeOf(outer), x.shape[along]!, sizeOf(inner)]);
  const rows = transpose(flat, [0, 2, 1, 3]); // (batch, along, outer, inner)
  const picked = gatherSlices(rows, reshape(numbers, [sizeOf(batch), sizeOf(kept), 1]), 1);
  return reshape(transpose(picked, [0, 2, 1, 3]), [...batch, ...outer, ...kept, ...inner]);
};

export const GatherNd: Lowering<tf.GatherNdInputs> = ({ params, indices }) => {
  backend_util.prepareAndValidate(described(params), described(indices));
  return gatherSlices(params, refuseNegative(indices, params.shape.slice(0, indices.shape.at(-1))));
};

/** Indices of rank 1 are positions along the first axis. */
const asPositions = (indices: Value): Value =>
  indices.shape.length === 1 ? reshape(indices, [indices.shape[0]!, 1]) : indices;

function placesIn(shape: readonly number[], indices: Value): Value {
  const places = asPositions(indices);
  return refuseNegative(places, shape.slice(0, places.shape.at(-1)));
}

export const ScatterNd: Lowering<tf.ScatterNdInputs, tf.ScatterNdAttrs> = ({ indices, updates }, { shape }) =>
  updates.type === 'bool' ? null : scatterSlices(zeros(updates, shape), placesIn(shape, indices), updates, 'add');

export const TensorScatterUpdate: Lowering<tf.TensorScatterUpdateInputs> = ({ tensor, indices, updates }) =>
  scatterSlices(tensor, placesIn(tensor.shape, indices), updates, 'none');

/** A default, and the values at their places; a single value is at all of them. */
export const SparseToDense: Lowering<tf.SparseToDenseInputs, tf.SparseToDenseAttrs> = (
  { sparseIndices, sparseValues, defaultValue },
  { outputShape },
) => {
  const indices = reshape(sparseIndices, sparseIndices.shape.length ? sparseIndices.shape : [1]);
  const places = placesIn(outputShape, cast(indices, 'int32'));
  const updates = expand(sparseValues, places.shape.slice(0, 1));
  return scatterSlices(expand(cast(defaultValue, sparseValues.type), outputShape), places, updates, 'none');
};

/** Rows of x summed by their segment's number; a row whose number is no segment is left out. */
export const UnsortedSegmentSum: Lowering<tf.UnsortedSegmentSumInputs, tf.UnsortedSegmentSumAttrs> = (
  { x, segmentIds },
  { numSegments },
) => {
  if (segmentIds.shape.length !== 1 || x.type === 'bool') return null;
  const ids = cast(segmentIds, 'int32');
  const inside = and(greaterOrEqual(ids, 0), less(ids, numSegments));
  // One row more takes what belongs nowhere.
  const rows = asPositions(where(inside, ids, numSegments));
  const inner = x.shape.slice(1);
  const sums = scatterSlices(zeros(x, [numSegments + 1, ...inner]), rows, x, 'add');
  return slice(
    sums,
    sums.shape.map(() => 0),
    [numSegments, ...inner],
  );
};

/** The k largest along the last axis, largest first, and their positions. */
export const TopK: Lowering<tf.TopKInputs, tf.TopKAttrs> = ({ x }, { k }, graph) => {
  const numbers = cast(x, wider(x.type, 'int32'));
  const shape = [...x.shape.slice(0, -1), k];
  const count = graph.constant(elementsOf('int64', [k]), { type: 'int64', shape: [1] });
  const [values, indices] = graph.node('TopK', [numbers, count], { axis: -1, largest: 1, sorted: 1 }, [
    { type: numbers.type, shape },
    { type: 'int64', shape },
  ]);
  return [cast(values!, x.type), cast(indices!, 'int32')];
};

/** x (…) → (…, …): x on the diagonal, zero elsewhere. */
export const Diag: Lowering<tf.DiagInputs> = ({ x }) => {
  const size = sizeOf(x.shape);
  const column = reshape(integers(x, [...Array(size).keys()]), [size, 1]);
  const onDiagonal = equal(column, reshape(column, [1, size]));
  return reshape(where(onDiagonal, reshape(x, [size, 1]), 0), [...x.shape, ...x.shape]);
};

/** Mirrors the inside at its edge (reflect), or the edge too (symmetric). */
export const MirrorPad: Lowering<tf.MirrorPadInputs, tf.MirrorPadAttrs> = ({ x }, { paddings, mode }) => {
  const offset = mode === 'reflect' ? 0 : 1;
  return paddings.reduce((padded, [before, after], axis) => {
    const size = x.shape[axis]!;
    const sources = Array.from({ length: before + size + after }, (_, i) => {
      const position = i - before;
      if (position < 0) return -position - offset;
      return position < size ? position : 2 * (size - 1) - position + offset;
    });
    return before + after === 0 ? padded : gather(padded, integers(x, sources), axis);
  }, x);
};
