/** Volumes x (B, D, H, W, C) by filters (d, h, w, C, K). tfjs refuses to differentiate where they are dilated. */
import * as tf from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient';
import { filterGradient, inputGradient, isDilated, turned, type Dilation } from './support/dilation';
import { run } from './support/run';

export const gradient = gradientOf('Conv3D', ['x', 'filter'], (dy, [x, filter], attributes: tf.Conv3DAttrs) =>
  (isDilated(attributes.dilations) ? dilated : plain)(dy, x as tf.Tensor5D, filter as tf.Tensor5D, attributes),
);

/** As tfjs has it. */
function plain(dy: tf.Tensor, x: tf.Tensor5D, filter: tf.Tensor5D, { strides, pad }: tf.Conv3DAttrs) {
  return {
    x: () => run('Conv3DBackpropInputV2', { dy, filter }, { strides, pad, inputShape: x.shape }),
    filter: () => run('Conv3DBackpropFilterV2', { x, dy }, { strides, pad, filterShape: filter.shape }),
  };
}

function dilated(dy: tf.Tensor, x: tf.Tensor5D, filter: tf.Tensor5D, attributes: tf.Conv3DAttrs) {
  const dilation = dilationOf(x, filter, attributes);
  const convolve = (padded: tf.Tensor): tf.Tensor =>
    tf.conv3d(
      padded as tf.Tensor5D,
      turned(filter) as tf.Tensor5D,
      1,
      'valid',
      'NDHWC',
      dilation.dilations as [number, number, number],
    );
  return {
    x: () => inputGradient(dy, x.shape.slice(1, 4), dilation, convolve),
    filter: () => filterGradient(x, dy, filter.shape, dilation),
  };
}

function dilationOf(x: tf.Tensor5D, filter: tf.Tensor5D, { strides, dilations, pad }: tf.Conv3DAttrs): Dilation {
  const info = tf.backend_util.computeConv3DInfo(x.shape, filter.shape, strides, dilations, pad);
  return {
    kernel: filter.shape.slice(0, 3),
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.front, info.padInfo.top, info.padInfo.left],
  };
}
