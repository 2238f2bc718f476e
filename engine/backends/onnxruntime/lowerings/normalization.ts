/** Softmax and batch normalization. */
import type * as tf from '@tensorflow/tfjs-core';
import { add, div, map, mul, sqrt, sub } from '../operators/elementwise';
import { float } from '../operators/types';
import type { Lowering } from './lowering';

export const Softmax: Lowering<tf.SoftmaxInputs, tf.SoftmaxAttrs> = ({ logits }, { dim }) =>
  map('Softmax', float(logits), { axis: dim });

export const LogSoftmax: Lowering<tf.LogSoftmaxInputs, tf.LogSoftmaxAttrs> = ({ logits }, { axis }) =>
  map('LogSoftmax', float(logits), { axis });

/** (x − mean)/√(variance + ε)·scale + offset. */
export const FusedBatchNorm: Lowering<
  Pick<tf.FusedBatchNormInputs, 'x' | 'mean' | 'variance'> & Partial<Pick<tf.FusedBatchNormInputs, 'scale' | 'offset'>>,
  tf.FusedBatchNormAttrs
> = ({ x, mean, variance, scale, offset }, { varianceEpsilon }) => {
  const normal = div(sub(x, mean), sqrt(add(variance, varianceEpsilon)));
  const scaled = scale ? mul(normal, scale) : normal;
  return offset ? add(scaled, offset) : scaled;
};
