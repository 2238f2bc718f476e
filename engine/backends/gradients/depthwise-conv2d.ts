/**
 * Images x (B, H, W, C) by filters (h, w, C, M), every channel by its own into (B, H′, W′, C·M). tfjs refuses to
 * differentiate where they are dilated.
 */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { inputGradient, isDilated, windows, type Dilation } from './support/dilation';
import { run } from './support/run';

type Attributes = tf.DepthwiseConv2dNativeAttrs;

export const gradient = gradientOf(
  'DepthwiseConv2dNative',
  ['x', 'filter'],
  (dy, [x, filter], attributes: Attributes) => depthwiseGradients(dy, x!, filter!, attributes),
);

/** The gradients of a depthwise convolution, dilated or not. */
export const depthwiseGradients = (dy: tf.Tensor, x: tf.Tensor, filter: tf.Tensor, attributes: Attributes) =>
  (isDilated(attributes.dilations) ? dilated : plain)(dy, x as tf.Tensor4D, filter as tf.Tensor4D, attributes);

/** As tfjs has it. */
function plain(dy: tf.Tensor, x: tf.Tensor4D, filter: tf.Tensor4D, given: Attributes) {
  const attributes = { ...given, dilations: 1 };
  return {
    x: () => run('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape }),
    filter: () => run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape }),
  };
}

function dilated(dy: tf.Tensor, x: tf.Tensor4D, filter: tf.Tensor4D, attributes: Attributes) {
  const dilation = dilationOf(x, filter, attributes);
  const [h, w, C, M] = filter.shape;
  /** Each result meets the filter that made it; the M gradients of a channel are summed. */
  const convolve = (padded: tf.Tensor): tf.Tensor => {
    const turned: tf.Tensor4D = tf.reshape(tf.reverse(filter, [0, 1]), [h, w, C * M, 1]);
    const apart = tf.depthwiseConv2d(
      padded as tf.Tensor4D,
      turned,
      1,
      'valid',
      'NHWC',
      dilation.dilations as [number, number],
    );
    return tf.sum(tf.reshape(apart, [...apart.shape.slice(0, 3), C, M]), -1);
  };
  const slope = tf.reshape(dy, [-1, C, M]); // (B·H′·W′, C, M)
  const products = (): tf.Tensor[] =>
    windows(x, dy, dilation).map((seen) => tf.sum(tf.mul(tf.expandDims(seen, -1), slope), 0)); // (C, M) each
  return {
    x: () => inputGradient(dy, x.shape.slice(1, 3), dilation, convolve),
    filter: () => tf.reshape(tf.stack(products()), filter.shape),
  };
}

function dilationOf(x: tf.Tensor4D, filter: tf.Tensor4D, attributes: Attributes): Dilation {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad, dimRoundingMode, true);
  return {
    kernel: filter.shape.slice(0, 2),
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
  };
}
