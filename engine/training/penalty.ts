/** Penalties on large weights. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import { variableOf } from './network-state';
import type { Specification } from './specification/specification';

/** Offsets and the scales of normalization are left free: a penalty on them would only move the function. */
const FREE = /(^|_)bias$|^beta$|^gamma$/;

/** λ₁·Σ|w| + λ₂·Σw² over the weights of all layers; null where both are 0. */
export function penaltyOf(model: layers.LayersModel, { l1, l2 }: Specification['regularization']): tf.Scalar | null {
  if (l1 === 0 && l2 === 0) return null;
  const weights = model.trainableWeights.filter(({ originalName }) => !FREE.test(originalName.split('/').at(-1)!));
  const terms = weights
    .map(variableOf)
    .flatMap((weight) => [
      ...(l1 === 0 ? [] : [tf.mul(tf.sum(tf.abs(weight)), l1)]),
      ...(l2 === 0 ? [] : [tf.mul(tf.sum(tf.square(weight)), l2)]),
    ]);
  return terms.length ? tf.addN<tf.Scalar>(terms as tf.Scalar[]) : null;
}
