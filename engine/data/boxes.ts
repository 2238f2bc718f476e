/** Objects in images. */

/** Centre and size in shares of the image, 0 … 1. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A slot's logits before its classes': objectness, then centre x, centre y, width, height, each through the sigmoid. */
export const BEFORE_CLASSES = 5;

/** Length that two spans, given by centre and length, share. */
const shared = (a: number, lengthA: number, b: number, lengthB: number) =>
  Math.max(0, Math.min(a + lengthA / 2, b + lengthB / 2) - Math.max(a - lengthA / 2, b - lengthB / 2));

/** Intersection over union: 0 for boxes apart, 1 for equal ones. */
export function overlap(a: Box, b: Box): number {
  const both = shared(a.x, a.width, b.x, b.width) * shared(a.y, a.height, b.y, b.height);
  const either = a.width * a.height + b.width * b.height - both;
  return either > 0 ? both / either : 0;
}
