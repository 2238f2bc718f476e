/** Tensors made from numbers. */
import { shared } from '@tensorflow/tfjs-backend-cpu';
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric } from '../backend';
import type { Elements, Graph, Shape, Value } from '../graph';
import { cast, elementsOf, equal, scalar, where } from '../operators/elementwise';
import { expand, reshape } from '../operators/shape';
import type { Lowering } from './lowering';

const filled = (graph: Graph, value: number, type: Value['type'], shape: Shape): Value =>
  expand(scalar(graph, value, type), shape);

export const Fill: Lowering<object, tf.FillAttrs> = (_, { shape, value, dtype }, graph) =>
  typeof value === 'number' && isNumeric(dtype) ? filled(graph, value, dtype, shape) : null;

export const ZerosLike: Lowering<tf.ZerosLikeInputs> = ({ x }) => filled(x.graph, 0, x.type, x.shape);
export const OnesLike: Lowering<tf.OnesLikeInputs> = ({ x }) => filled(x.graph, 1, x.type, x.shape);

/** indices (…) → (…, depth): onValue where the position along the last axis equals the index. */
export const OneHot: Lowering<tf.OneHotInputs, tf.OneHotAttrs> = (
  { indices },
  { depth, onValue, offValue, dtype },
  graph,
) => {
  if (!isNumeric(dtype)) return null;
  const positions = Array.from({ length: depth }, (_, i) => i);
  const range = graph.constant(elementsOf(indices.type, positions), { type: indices.type, shape: [depth] });
  const hot = equal(reshape(indices, [...indices.shape, 1]), range); // (…, depth)
  if (onValue === 1 && offValue === 0) return cast(hot, dtype);
  return cast(where(hot, scalar(graph, onValue), scalar(graph, offValue)), dtype);
};

/** Numbers start, start + step, … before stop; known while tracing. */
export const Range: Lowering<object, tf.RangeAttrs> = (_, { start, stop, step, dtype }, graph) => {
  const values = shared.rangeImpl(start, stop, step, dtype) as Elements;
  return graph.constant(values, { type: dtype, shape: [values.length] });
};

/** `num` numbers from start to stop, evenly spaced. */
export const LinSpace: Lowering<object, tf.LinSpaceAttrs> = (_, { start, stop, num }, graph) => {
  const values = shared.linSpaceImpl(start, stop, num) as Elements;
  return graph.constant(values, { type: 'float32', shape: [values.length] });
};
