/** tfjs's gradient ignores halfPixelCenters and confuses height with width. */
import type * as tf from '@tensorflow/tfjs-core';
import { bilinear } from '../onnxruntime/operators/resizing';
import { gradientKernel } from './kernel';
import { resizeGradient } from './support/resizing';

export const kernel = gradientKernel(
  'ResizeBilinearGrad',
  ['dy', 'images'],
  (dy, images, attributes: tf.ResizeBilinearAttrs) =>
    resizeGradient(dy, images, (from, to) => bilinear(from, to, attributes)),
);
