/** What is asked of, and done to, all gradients of a step together, before any weight moves. */
import * as tf from '@tensorflow/tfjs-core';

/** Gradients by the name of their variable. */
export type Gradients = Readonly<Record<string, tf.Tensor>>;

/** √Σ g² over all elements of all gradients. */
export const globalNorm = (gradients: Gradients): tf.Scalar =>
  tf.sqrt(tf.addN(Object.values(gradients).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)))));

/** 1 where no element of any gradient is infinite or not a number, else 0. */
export function allFinite(gradients: Gradients): tf.Scalar {
  const flags = Object.values(gradients).map((gradient) => tf.all(tf.isFinite(gradient)));
  return tf.cast(tf.all<tf.Scalar>(tf.stack(flags)), 'float32');
}

/** Keeps the division finite where the norm is 0; torch.nn.utils.clip_grad_norm_ has the same. */
const NORM_EPSILON = 1e-6;

/** min(1, limit/(‖g‖ + ε)) */
const normScale = (gradients: Gradients, limit: number): tf.Tensor =>
  tf.minimum(tf.div(tf.scalar(limit), tf.add(globalNorm(gradients), NORM_EPSILON)), 1);

const mapped = (gradients: Gradients, change: (gradient: tf.Tensor) => tf.Tensor): Gradients =>
  Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, change(gradient)]));

/** Largest magnitudes that are let through; null lets all through. */
export interface Limits {
  /** Of every element, as torch.nn.utils.clip_grad_value_. */
  clipValue: number | null;
  /** Of all gradients as one vector, which keeps its direction, as torch.nn.utils.clip_grad_norm_. */
  clipNorm: number | null;
}

/** Gradients within limits: first every element, then the norm of what is left. */
export function clip(gradients: Gradients, { clipValue, clipNorm }: Limits): Gradients {
  const bounded =
    clipValue === null ? gradients : mapped(gradients, (gradient) => tf.clipByValue(gradient, -clipValue, clipValue));
  if (clipNorm === null) return bounded;
  const scale = normScale(bounded, clipNorm);
  return mapped(bounded, (gradient) => tf.mul(gradient, scale));
}
