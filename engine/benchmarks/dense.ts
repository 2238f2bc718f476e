/** Fully connected layers over plain variables, as the smaller workloads use them. */
import * as tf from '@tensorflow/tfjs-core';
import { filled, weight } from './workload';

/** One affine map x W + b; W (inputs, outputs), b (outputs). */
export interface Dense {
  kernel: tf.Variable;
  bias: tf.Variable;
}

/** The affine maps between consecutive widths. */
export const dense = (...widths: number[]): Dense[] =>
  widths.slice(1).map((width, i) => ({ kernel: weight(widths[i]!, width), bias: filled(0, width) }));

export const parameters = (layers: Dense[]): tf.Variable[] => layers.flatMap(({ kernel, bias }) => [kernel, bias]);

export const affine = ({ kernel, bias }: Dense, x: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(x, kernel as tf.Tensor as tf.Tensor2D), bias);

/** Every map in turn, with the activation between them and none behind the last. */
export function forward(layers: Dense[], x: tf.Tensor2D, activation: (x: tf.Tensor2D) => tf.Tensor2D): tf.Tensor2D {
  return layers.reduce((h, layer, i) => affine(layer, i === 0 ? h : activation(h)), x);
}
