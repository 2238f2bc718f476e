/** Softmax, batch normalization and normalization among channels. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';
import { add, div, map, mul, pow, sqrt, sub } from '../operators/elementwise';
import { matmul } from '../operators/product';
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

/** (C, C): 1 where two channels are at most `radius` apart. */
function neighbours(graph: Graph, channels: number, radius: number): Value {
  const elements = Float32Array.from({ length: channels * channels }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0,
  );
  return graph.constant(elements, { type: 'float32', shape: [channels, channels] });
}

/** n = bias + α·Σ x² over neighbouring channels. */
function localNorm(x: Value, { depthRadius, bias, alpha }: tf.LRNAttrs): { norm: Value; band: Value } {
  const band = neighbours(x.graph, x.shape.at(-1)!, depthRadius);
  return { norm: add(mul(matmul(mul(x, x), band), alpha), bias), band };
}

/** Local response normalization: x·n^−β. */
export const LRN: Lowering<tf.LRNInputs, tf.LRNAttrs> = ({ x }, attributes) =>
  mul(x, pow(localNorm(x, attributes).norm, -attributes.beta));

/** dx = dy·n^−β − 2αβ·x·Σ dy·y/n over neighbouring channels. */
export const LRNGrad: Lowering<tf.LRNGradInputs, tf.LRNGradAttrs> = ({ x, y, dy }, attributes) => {
  const { norm, band } = localNorm(x, attributes);
  const spread = matmul(div(mul(dy, y), norm), band);
  const { alpha, beta } = attributes;
  return sub(mul(dy, pow(norm, -beta)), mul(mul(x, spread), 2 * alpha * beta));
};
