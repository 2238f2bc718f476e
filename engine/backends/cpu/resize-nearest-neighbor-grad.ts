/** tfjs's gradient ignores halfPixelCenters and reads every image of a batch but the first from the wrong place. */
import type * as tf from '@tensorflow/tfjs-core';
import { copies } from '../onnxruntime/operators/resizing';
import { gradientKernel } from './kernel';
import { resizeGradient } from './support/resizing';

export const kernel = gradientKernel(
  'ResizeNearestNeighborGrad',
  ['dy', 'images'],
  (dy, images, attributes: tf.ResizeNearestNeighborAttrs) =>
    resizeGradient(dy, images, (from, to) => copies(from, to, attributes)),
);
