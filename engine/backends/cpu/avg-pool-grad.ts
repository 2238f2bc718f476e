/** Average pooling divides by the elements that are no padding; tfjs's gradient divides by the whole window. */
import type * as tf from '@tensorflow/tfjs-core';
import { poolingWindow2D } from '../onnxruntime/operators/window';
import { gradientKernel } from './kernel';
import { averageGradient } from './support/pooling';

export const kernel = gradientKernel('AvgPoolGrad', ['dy', 'input'], (dy, x, attributes: tf.AvgPoolAttrs) =>
  averageGradient(dy, x, poolingWindow2D(x.shape, attributes)),
);
