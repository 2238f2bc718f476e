/** Average pooling divides by the elements that are no padding; tfjs's gradient divides by the whole window. */
import type * as tf from '@tensorflow/tfjs-core';
import { poolingWindow3D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { averageGradient } from './support/pooling';

export const kernel = gradientKernel('AvgPool3DGrad', ['dy', 'input'], (dy, x, attributes: tf.AvgPool3DGradAttrs) =>
  averageGradient(dy, x, poolingWindow3D(x.shape, attributes)),
);
