/** Shapes that go together. */
import { util } from '@tensorflow/tfjs-core';

/** More would take time and find nothing. */
const MAX_ELEMENTS = 10_000;

/** One less than tfjs transposes, for ops that need an axis more. */
const MAX_RANK = 5;

/** Of one element. */
export const SCALARS: readonly number[][] = [[], [1], [1, 1]];

export const sizeOf = (shape: readonly number[]): number => util.sizeFromShape([...shape]);

export const isModest = (shape: readonly number[]): boolean =>
  sizeOf(shape) <= MAX_ELEMENTS && shape.length <= MAX_RANK;

/** Whether two shapes broadcast, to no more than the first or a modest one. */
export function broadcast(a: readonly number[], b: readonly number[]): boolean {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], axis: number): number => shape[axis - rank + shape.length] ?? 1;
  const pairs = Array.from({ length: rank }, (_, axis) => [at(a, axis), at(b, axis)] as const);
  const both = pairs.map(([m, n]) => Math.max(m, n));
  return pairs.every(([m, n]) => m === n || m === 1 || n === 1) && (isModest(both) || both.join() === a.join());
}
