/** The gradients of `tf.fused.conv2d`: as Conv2D's, dilated or not, and the bias's sum. See support/fused.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { conv2dGradients } from './conv2d';
import { gradientOfOp } from './gradient';
import { sumTo } from './support/broadcast';
import { attributesOf } from './support/fused';

/** tfjs saved the filter, x and the result y with their batch axis, and the bias, if any. */
export const gradient = gradientOfOp('fusedConv2d', (dy, [filter, x, y, bias]) => {
  const attributes = attributesOf(y!) as tf.FusedConv2DAttrs;
  const slope = tf.reshape(dy, y!.shape);
  const gradients = conv2dGradients(slope, x!, filter!, attributes);
  const channelsLast = () => (attributes.dataFormat === 'NCHW' ? tf.transpose(slope, [0, 2, 3, 1]) : slope);
  return [gradients.x, gradients.filter, ...(bias ? [() => sumTo(channelsLast(), bias.shape)] : [])];
});
