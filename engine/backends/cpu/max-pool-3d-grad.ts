/** tfjs computes the place of a window's maximum with the window's height for its width. */
import type * as tf from '@tensorflow/tfjs-core';
import { poolingWindow3D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { maximumGradient } from './support/pooling';

export const kernel = gradientKernel('MaxPool3DGrad', ['dy', 'input'], (dy, x, attributes: tf.MaxPool3DGradAttrs) =>
  maximumGradient(dy, x, poolingWindow3D(x.shape, attributes)),
);
