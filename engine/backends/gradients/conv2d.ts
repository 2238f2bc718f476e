/** Images x (B, H, W, C) by filters (h, w, C, K). tfjs refuses to differentiate where they are dilated. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { filterGradient, inputGradient, isDilated, turned, type Dilation } from './support/dilation';
import { run } from './support/run';

export const gradient = gradientOf('Conv2D', ['x', 'filter'], (dy, [x, filter], attributes: tf.Conv2DAttrs) =>
  conv2dGradients(dy, x!, filter!, attributes),
);

/** The gradients of a convolution, dilated or not. */
export const conv2dGradients = (dy: tf.Tensor, x: tf.Tensor, filter: tf.Tensor, attributes: tf.Conv2DAttrs) =>
  (isDilated(attributes.dilations) ? dilated : plain)(dy, x, filter, attributes);

/** As tfjs has it. */
function plain(dy: tf.Tensor, x: tf.Tensor, filter: tf.Tensor, attributes: tf.Conv2DAttrs) {
  return {
    x: () => run('Conv2DBackpropInput', { dy, filter }, { ...attributes, inputShape: x.shape }),
    filter: () => run('Conv2DBackpropFilter', { x, dy }, { ...attributes, filterShape: filter.shape }),
  };
}

function dilated(dy: tf.Tensor, x: tf.Tensor, filter: tf.Tensor, attributes: tf.Conv2DAttrs) {
  const first = attributes.dataFormat === 'NCHW';
  const last = (image: tf.Tensor): tf.Tensor => (first ? tf.transpose(image, [0, 2, 3, 1]) : image);
  const back = (image: tf.Tensor): tf.Tensor => (first ? tf.transpose(image, [0, 3, 1, 2]) : image);
  const image = last(x) as tf.Tensor4D;
  const slope = last(dy);
  const dilation = dilationOf(image, filter as tf.Tensor4D, attributes);
  const convolve = (padded: tf.Tensor): tf.Tensor =>
    tf.conv2d(
      padded as tf.Tensor4D,
      turned(filter) as tf.Tensor4D,
      1,
      'valid',
      'NHWC',
      dilation.dilations as [number, number],
    );
  return {
    x: () => back(inputGradient(slope, image.shape.slice(1, 3), dilation, convolve)),
    filter: () => filterGradient(image, slope, filter.shape, dilation),
  };
}

function dilationOf(x: tf.Tensor4D, filter: tf.Tensor4D, attributes: tf.Conv2DAttrs): Dilation {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad, dimRoundingMode);
  return {
    kernel: filter.shape.slice(0, 2),
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
  };
}
