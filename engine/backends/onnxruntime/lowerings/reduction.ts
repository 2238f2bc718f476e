/** Folding axes away. */
import { backend_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { cast } from '../operators/elementwise';
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
export const Min = choice('ReduceMin');

export const Mean: Lowering<tf.MeanInputs, Axes> = ({ x }, { axis, keepDims }) =>
  reduce('ReduceMean', float(x), axesOf(x, axis), keepDims);

export const Max: Lowering<tf.MaxInputs, tf.MaxAttrs> = (inputs, { reductionIndices, keepDims }, graph) =>
  choice('ReduceMax')(inputs, { axis: reductionIndices, keepDims }, graph);

/** The first index of the extreme, as int32. */
const extreme =
  (op: 'ArgMax' | 'ArgMin'): Lowering<tf.ArgMaxInputs, tf.ArgMaxAttrs> =>
  ({ x }, { axis }) => {
    const [along] = axesOf(x, axis) as [number];
    const [shape] = backend_util.computeOutAndReduceShapes([...x.shape], [along]);
    const numbers = x.type === 'bool' ? cast(x, 'int32') : x;
    const index = x.graph.node(op, [numbers], { axis: along, keepdims: 0 }, [{ type: 'int64', shape }])[0]!;
    return cast(index, 'int32');
  };

export const ArgMax = extreme('ArgMax');
export const ArgMin = extreme('ArgMin');
