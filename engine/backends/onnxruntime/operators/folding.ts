/** What lies beyond an image's edge, brought back into it: the fill modes of tf.image.transform. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { add, div, floor, greater, greaterOrEqual, less, mul, neg, or, sub, where } from './elementwise';

/** A real coordinate along an axis of `size`. */
type Fold = (x: Value, size: number) => Value;

const clamp: Fold = (x, size) => {
  const below = where(greater(x, size - 1), size - 1, x);
  return where(less(below, 0), 0, below);
};

/** What is inside stays; a single pixel is everywhere. */
const beyond =
  (before: Fold, after: Fold): Fold =>
  (x, size) => {
    const [isBefore, isAfter] = [less(x, 0), greater(x, size - 1)];
    if (size <= 1) return clamp(where(or(isBefore, isAfter), 0, x), size);
    return clamp(where(isBefore, before(x, size), where(isAfter, after(x, size), x)), size);
  };

/** [abcd] as dcba|abcd|dcba: the period is twice the size. */
const reflect = beyond(
  (x, size) => {
    const period = 2 * size;
    const near = add(mul(period, floor(div(neg(x), period))), x);
    return where(less(near, -size), add(near, period), sub(neg(near), 1));
  },
  (x, size) => {
    const period = 2 * size;
    const near = sub(x, mul(period, floor(div(x, period))));
    return where(greaterOrEqual(near, size), sub(sub(period, near), 1), near);
  },
);

/** [abcd] as abcd|abcd|abcd; tfjs counts how often the edge is passed in steps of size − 1. */
const wrap = beyond(
  (x, size) => add(x, mul(size, add(floor(div(neg(x), size - 1)), 1))),
  (x, size) => sub(x, mul(size, floor(div(x, size - 1)))),
);

const folds: Readonly<Record<tf.TransformAttrs['fillMode'], Fold>> = {
  constant: (x) => x,
  nearest: clamp,
  reflect,
  wrap,
};

/** The coordinate to read instead of x; where the mode is "constant", x itself, which may be outside. */
export const foldInto = (x: Value, size: number, mode: tf.TransformAttrs['fillMode']): Value => folds[mode](x, size);
