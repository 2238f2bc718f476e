/**
 * Pixels of images at places that are computed. Places are float64, as numbers of tfjs's are: in float32 the last row of
 * a crop could fall beyond the image's edge.
 */
import type { Shape, Value } from '../graph';
import { add, and, cast, elementsOf, floor, greaterOrEqual, lessOrEqual, mul, sub, where } from './elementwise';
import { gather, zeros } from './indexing';
import { reshape } from './shape';

export const double = (x: Value): Value => cast(x, 'float64');

/** 0 … count − 1 along the last axis but `after`. */
export const range = ({ graph }: Value, count: number, after = 0): Value =>
  graph.constant(elementsOf('float64', [...Array(count).keys()]), {
    type: 'float64',
    shape: [count, ...Array<number>(after).fill(1)],
  });

/** To the nearest integer, from the middle up: JavaScript's Math.round. */
export function round(x: Value): Value {
  const below = floor(x);
  return add(below, double(greaterOrEqual(sub(x, below), 0.5)));
}

/** Whether 0 ≤ x ≤ size − 1; not-a-number is not. */
export const isInside = (x: Value, size: number): Value => and(greaterOrEqual(x, 0), lessOrEqual(x, size - 1));

/** Numbers of images, rows and columns, whole and broadcast to one shape. */
export type Place = readonly [image: Value, row: Value, column: Value];

/** Whether a place is in images of shape (B, H, W, C). */
export const isPlace = (place: Place, shape: Shape): Value =>
  place.map((number, axis) => isInside(number, shape[axis]!)).reduce((all, one) => and(all, one));

/** images (B, H, W, C), place (…) → (…, C); outside, any number. */
export function pixelsAt(images: Value, place: Place): Value {
  const [B, H, W, C] = images.shape as [number, number, number, number];
  const [image, row, column] = place.map((number, axis) => {
    return cast(where(isInside(number, images.shape[axis]!), number, 0), 'int32');
  }) as [Value, Value, Value];
  const numbers = add(mul(add(mul(image, H), row), W), column);
  const count = B * H * W;
  return count === 0 ? zeros(images, [...numbers.shape, C]) : gather(reshape(images, [count, C]), numbers, 0);
}

/** A mask (…) that meets pixels (…, C). */
export const ofPixels = (mask: Value): Value => reshape(mask, [...mask.shape, 1]);
