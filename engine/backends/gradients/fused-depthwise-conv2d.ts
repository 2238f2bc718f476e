/** The gradients of `tf.fused.depthwiseConv2d`: as DepthwiseConv2dNative's, and the bias's sum. See support/fused.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { depthwiseGradients } from './depthwise-conv2d';
import { gradientOfOp } from './gradient';
import { sumTo } from './support/broadcast';
import { attributesOf } from './support/fused';

/** tfjs saved the filter, x and the result y with their batch axis, and the bias, if any. */
export const gradient = gradientOfOp('fusedDepthwiseConv2d', (dy, [filter, x, y, bias]) => {
  const slope = tf.reshape(dy, y!.shape);
  const gradients = depthwiseGradients(slope, x!, filter!, attributesOf(y!) as tf.FusedDepthwiseConv2DAttrs);
  return [gradients.x, gradients.filter, ...(bias ? [() => sumTo(slope, bias.shape)] : [])];
});
