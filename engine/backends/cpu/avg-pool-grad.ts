/** Average pooling divides by the elements that are no padding; tfjs's gradient divides by the whole window. */
import type * as tf from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import { tuple4, window2D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { averageGradient } from './support/pooling';

export const kernel = gradientKernel(
  'AvgPoolGrad',
  ['dy', 'input'],
  (dy, x, { filterSize, strides, pad, dimRoundingMode }: tf.AvgPoolAttrs) => {
    const info = backend_util.computePool2DInfo(tuple4(x.shape), filterSize, strides, 1, pad, dimRoundingMode);
    return averageGradient(dy, x, window2D(info));
  },
);
