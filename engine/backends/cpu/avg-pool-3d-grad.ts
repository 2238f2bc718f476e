/** Average pooling divides by the elements that are no padding; tfjs's gradient divides by the whole window. */
import type * as tf from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import { tuple5, window3D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { averageGradient } from './support/pooling';

export const kernel = gradientKernel(
  'AvgPool3DGrad',
  ['dy', 'input'],
  (dy, x, { filterSize, strides, pad, dimRoundingMode }: tf.AvgPool3DGradAttrs) => {
    const info = backend_util.computePool3DInfo(tuple5(x.shape), filterSize, strides, 1, pad, dimRoundingMode);
    return averageGradient(dy, x, window3D(info));
  },
);
