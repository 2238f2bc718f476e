/** What a benchmark's workload is: a network's training step, the same as its twin in pytorch.py. */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor, StepInput } from '../backends/device';

/** A built workload: what a step is fed, what it trains, and its loss as tfjs code. */
export interface Workload {
  id: string;
  title: string;
  build(): {
    variables: tf.Variable[];
    inputs: Record<string, StepInput>;
    loss: (inputs: Record<string, tf.Tensor>) => tf.Scalar;
  };
}

/** Values in [-1, 1) of a fixed linear congruential sequence (Numerical Recipes' constants): a batch is only mass. */
export function noise(...shape: number[]): HostTensor {
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  let state = 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = state / 2 ** 31;
  }
  return { shape, dtype: 'float32', values };
}

/** Class labels 0 … classes − 1 in turn. */
export function labels(count: number, classes: number): HostTensor {
  return { shape: [count], dtype: 'int32', values: Int32Array.from({ length: count }, (_, i) => i % classes) };
}

/** A trainable weight, drawn uniformly and scaled by 1/√fan-in. */
export function weight(...shape: number[]): tf.Variable {
  const fanIn = tf.util.sizeFromShape(shape.slice(0, -1)) || 1;
  return tf.variable(tf.tidy(() => tf.mul(tf.tensor(noise(...shape).values, shape), fanIn ** -0.5)));
}

/** A trainable weight of one value: zeros for a bias, ones for a scale. */
export const filled = (value: number, ...shape: number[]): tf.Variable => tf.variable(tf.fill(shape, value));
