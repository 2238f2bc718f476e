/** What tfjs's fused kernels do after their product: add a bias, then bend. */
import type { backend_util } from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from './elementwise';

export interface Activation {
  activation: backend_util.Activation | undefined;
  leakyreluAlpha: number | undefined;
  /** PReLU's slopes. */
  weights: Value | undefined;
}

/** eˣ − 1; near 0, where the subtraction would cancel, as 2·sinh(x/2)·e^(x/2). */
export function expm1(x: Value): Value {
  const half = e.mul(x, 0.5);
  const near = e.mul(e.mul(2, e.map('Sinh', half)), e.exp(half));
  return e.where(e.less(e.abs(x), 1), near, e.sub(e.exp(x), 1));
}

export const elu = (x: Value): Value => e.where(e.greaterOrEqual(x, 0), x, expm1(x));

/** x where it is not negative, else slope·x. */
export const leaky = (x: Value, slope: e.Operand): Value => e.where(e.less(x, 0), e.mul(x, slope), x);

const TF_LEAKY_SLOPE = 0.2;

const functions: Record<backend_util.Activation, (x: Value, settings: Activation) => Value> = {
  linear: (x) => x,
  relu: e.relu,
  relu6: (x) => e.min(e.relu(x), 6),
  elu,
  sigmoid: e.sigmoid,
  prelu: (x, { weights }) => leaky(x, weights!),
  leakyrelu: (x, { leakyreluAlpha }) => leaky(x, leakyreluAlpha ?? TF_LEAKY_SLOPE),
};

/** f(x + bias). */
export function activate(x: Value, bias: Value | undefined, settings: Activation): Value {
  return functions[settings.activation ?? 'linear'](bias ? e.add(x, bias) : x, settings);
}
