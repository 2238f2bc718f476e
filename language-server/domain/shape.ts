import { equal, keyOf, type Dimension } from './dimension';
import { different, extreme, sign, sizeLike } from './order';
import { printDimension } from './print-dimension';
import { isRemainder } from './symbols';

/** Sizes of a tensor's axes; where it is `open`, an unknown number of axes stands before those listed. */
export interface Shape {
  open: boolean;
  dimensions: readonly Dimension[];
}

/** PyTorch's tensors have at most 64 axes. */
export const MAX_RANK = 64;

export const shape = (dimensions: readonly Dimension[], open = false): Shape => ({ open, dimensions });

/** A shape that nothing is known about. */
export const ANY_SHAPE: Shape = { open: true, dimensions: [] };

/** Whether anything is known beside that there is a shape. */
export const saysSomething = ({ open, dimensions }: Shape): boolean => !open || dimensions.length > 0;

/** `(B, 3, H//2)`; an open shape begins with an ellipsis: `(…, 10)`. */
export function printShape({ open, dimensions }: Shape): string {
  const parts = [...(open ? ['…'] : []), ...dimensions.map(printDimension)];
  return parts.length === 1 && !open ? `(${parts[0]!},)` : `(${parts.join(', ')})`;
}

/** The axis counted from the start; undefined where it is out of range or cannot be told. */
export function axisOf({ open, dimensions }: Shape, axis: number): number | undefined {
  const index = axis < 0 ? axis + dimensions.length : open ? NaN : axis;
  return index >= 0 && index < dimensions.length ? index : undefined;
}

/** The least shape that describes both: sizes that differ become unknown, ranks that differ leave the common end. */
export function joinShapes(a: Shape, b: Shape): Shape {
  const length = Math.min(a.dimensions.length, b.dimensions.length);
  const open = a.open || b.open || a.dimensions.length !== b.dimensions.length;
  const [left, right] = [a, b].map(({ dimensions }) => dimensions.slice(dimensions.length - length)) as [
    Dimension[],
    Dimension[],
  ];
  return shape(
    left.map((dimension, i) => (equal(dimension, right[i]!) ? dimension : sizeLike(dimension, right[i]!))),
    open,
  );
}

/** Equal shapes have equal keys. */
export const shapeKey = ({ open, dimensions }: Shape): string => `${open ? '…' : ''}${dimensions.map(keyOf).join()}`;

/** Whether two shapes are the same for every value of their symbols. */
export const equalShapes = (a: Shape, b: Shape): boolean =>
  a.open === b.open &&
  a.dimensions.length === b.dimensions.length &&
  a.dimensions.every((size, i) => equal(size, b.dimensions[i]!));

/**
 * Whether two shapes differ, but not in numbers: some tensor may have either, so that it says which number a symbol is.
 * What a division leaves over is written as such, of which no tensor says anything.
 */
export const mayBeConfused = (a: Shape, b: Shape): boolean =>
  a.dimensions.length === b.dimensions.length &&
  a.dimensions.some(
    (size, i) => !equal(size, b.dimensions[i]!) && isRemainder(size) === isRemainder(b.dimensions[i]!),
  ) &&
  !a.dimensions.some((size, i) => {
    const other = b.dimensions[i]!;
    return typeof size === 'number' && typeof other === 'number' && size !== other;
  });

export interface Broadcast {
  shape: Shape;
  /** The first pair of sizes, counted from the end, that can never go together. */
  conflict?: { axis: number; left: Dimension; right: Dimension };
}

/** NumPy's broadcasting: aligned at the end, sizes are equal or one of them is 1. */
export function broadcast(a: Shape, b: Shape): Broadcast {
  const rank = Math.max(a.dimensions.length, b.dimensions.length);
  const dimensions: Dimension[] = [];
  let conflict: Broadcast['conflict'];
  for (let axis = -1; axis >= -rank; axis--) {
    const [left, right] = [a.dimensions.at(axis), b.dimensions.at(axis)];
    if (left === undefined || right === undefined) {
      dimensions.unshift(missingAxis(left === undefined ? a : b, (left ?? right)!));
      continue;
    }
    const together = broadcastSizes(left, right);
    if (together === undefined) conflict ??= { axis, left, right };
    dimensions.unshift(together ?? sizeLike(left, right));
  }
  return { shape: shape(dimensions, a.open || b.open), ...(conflict && { conflict }) };
}

/** Against an axis that `other` lacks, or may have with any size. */
const missingAxis = (other: Shape, size: Dimension): Dimension =>
  other.open && (typeof size !== 'number' || size === 1) ? sizeLike(size) : size;

function broadcastSizes(left: Dimension, right: Dimension): Dimension | undefined {
  if (equal(left, right) || right === 1) return left;
  if (left === 1) return right;
  const [ones, others] = [typeof left === 'number', typeof right === 'number'];
  if (ones && others) return undefined;
  if (different(left, right) && different(left, 1) && different(right, 1)) return undefined;
  // One of the two may be 1; a number above 1 on the other side is then the result.
  if (ones) return left;
  if (others) return right;
  // Of none and one nothing is left, which is not the larger.
  return sign(left) === 1 && sign(right) === 1 ? extreme('max', left, right) : sizeLike(left, right);
}
