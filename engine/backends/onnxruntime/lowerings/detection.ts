/** Choosing among boxes that may show the same. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from '../operators/elementwise';
import { reduce } from '../operators/reduce';
import { concat, expand, pad, reshape, slice } from '../operators/shape';
import type { Lowering } from './lowering';

/** ONNX keeps a box at the threshold that tfjs drops: the float below it. Thresholds are positive. */
function below(threshold: number): number {
  const bits = new Uint32Array(Float32Array.of(threshold).buffer);
  bits[0]!--;
  return new Float32Array(bits.buffer)[0]!;
}

/** The numbers of `count` boxes: of a score above the threshold, the highest first, none that overlaps one before it. */
function select(boxes: Value, scores: Value, count: number, iouThreshold: number): Value {
  const { graph } = boxes;
  const n = boxes.shape[0]!;
  const limit = graph.constant(BigInt64Array.of(BigInt(count)), { type: 'int64', shape: [1] });
  const overlap = graph.constant(Float32Array.of(below(iouThreshold)), { type: 'float32', shape: [1] });
  const inputs = [reshape(boxes, [1, n, 4]), reshape(scores, [1, 1, n]), limit, overlap];
  const found = graph.node('NonMaxSuppression', inputs, {}, [{ type: 'int64', shape: [count, 3] }])[0]!; // batch, class, box
  return reshape(slice(found, [0, 2], [count, 3]), [count]);
}

/**
 * boxes (n, 4), scores (n) → (k), and how many of them are boxes, then zeros; only with padding is k known before.
 * ONNX's operator finds fewer, too: k boxes without area, which overlap nothing, come before the others with the lowest
 * score, so that it always finds k.
 */
export const NonMaxSuppressionV4: Lowering<tf.NonMaxSuppressionV4Inputs, tf.NonMaxSuppressionV4Attrs> = (
  { boxes, scores },
  { maxOutputSize, iouThreshold, scoreThreshold, padToMaxOutputSize },
  graph,
) => {
  if (!padToMaxOutputSize || maxOutputSize === 0) return null;
  // At a threshold of 0 every box overlaps the first.
  const count = iouThreshold > 0 ? maxOutputSize : 1;
  const empty = expand(e.scalar(graph, 0), [count, 4]);
  const lowest = expand(e.scalar(graph, -Infinity), [count]);
  const eligible = e.where(e.greater(scores, scoreThreshold), scores, -Infinity);
  const found = select(concat([empty, boxes], 0), concat([lowest, eligible], 0), count, iouThreshold || 1);
  const numbers = e.cast(e.sub(found, count), 'int32');
  const isBox = e.greaterOrEqual(numbers, 0);
  const padded = pad(e.where(isBox, numbers, 0), [[0, maxOutputSize - count]]);
  return [padded, reduce('ReduceSum', e.cast(isBox, 'int32'), [0], false)];
};
