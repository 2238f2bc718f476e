/** Folding axes away. */
import { backend_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { cast, greater, map, where } from '../operators/elementwise';
import { reduce, type Reduction } from '../operators/reduce';
import { float, wider } from '../operators/types';
import type { Lowering } from './lowering';

interface Axes {
  axis: number | number[];
  keepDims: boolean;
}

const axesOf = (x: Value, axis: number | number[]): number[] => util.parseAxisParam(axis, [...x.shape]);

/** Sums and products of booleans are integers. */
const accumulation =
  (op: Reduction): Lowering<tf.SumInputs, Axes> =>
  ({ x }, { axis, keepDims }) =>
    reduce(op, cast(x, wider(x.type, 'int32')), axesOf(x, axis), keepDims);

/** Of booleans: as integers and back. */
const choice =
  (op: Reduction): Lowering<tf.AllInputs, Axes> =>
  ({ x }, { axis, keepDims }) =>
    cast(reduce(op, cast(x, wider(x.type, 'int32')), axesOf(x, axis), keepDims), x.type);

export const Sum = accumulation('ReduceSum');
export const Prod = accumulation('ReduceProd');
export const All = choice('ReduceMin');
export const Any = choice('ReduceMax');
export const Mean: Lowering<tf.MeanInputs, Axes> = ({ x }, { axis, keepDims }) =>
  reduce('ReduceMean', float(x), axesOf(x, axis), keepDims);

/** The extreme of floats is not-a-number where one of them is, which ONNX leaves open. */
const extreme =
  (op: 'ReduceMax' | 'ReduceMin'): Lowering<tf.MinInputs, Axes> =>
  (inputs, attributes, graph) => {
    const { x } = inputs;
    const found = choice(op)(inputs, attributes, graph) as Value;
    if (x.type !== 'float32') return found;
    const undefinedness = float(map('IsNaN', x, {}, 'bool'));
    const any = reduce('ReduceMax', undefinedness, axesOf(x, attributes.axis), attributes.keepDims);
    return where(greater(any, 0), NaN, found);
  };

export const Min = extreme('ReduceMin');
export const Max: Lowering<tf.MaxInputs, tf.MaxAttrs> = (inputs, { reductionIndices, keepDims }, graph) =>
  extreme('ReduceMax')(inputs, { axis: reductionIndices, keepDims }, graph);

/** The first index of the extreme, as int32; not-a-number counts as `least`. */
const position =
  (op: 'ArgMax' | 'ArgMin', least: number): Lowering<tf.ArgMaxInputs, tf.ArgMaxAttrs> =>
  ({ x }, { axis }) => {
    const [along] = axesOf(x, axis) as [number];
    const [shape] = backend_util.computeOutAndReduceShapes([...x.shape], [along]);
    const numbers = x.type === 'float32' ? where(map('IsNaN', x, {}, 'bool'), least, x) : cast(x, 'int32');
    const index = x.graph.node(op, [numbers], { axis: along, keepdims: 0 }, [{ type: 'int64', shape }])[0]!;
    return cast(index, 'int32');
  };

export const ArgMax = position('ArgMax', -Infinity);
export const ArgMin = position('ArgMin', Infinity);
