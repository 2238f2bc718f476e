/** tfjs computes the place of a window's maximum with the window's height for its width. */
import type * as tf from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import { tuple5, window3D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { maximumGradient } from './support/pooling';

export const kernel = gradientKernel(
  'MaxPool3DGrad',
  ['dy', 'input'],
  (dy, x, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPool3DGradAttrs) => {
    const info = backend_util.computePool3DInfo(tuple5(x.shape), filterSize, strides, 1, pad, dimRoundingMode);
    return maximumGradient(dy, x, window3D(info));
  },
);
