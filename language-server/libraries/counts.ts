import { add, multiply, type Dimension } from '../domain/dimension';

/** A sum; undefined where a part is not known. */
export const total = (...parts: readonly (Dimension | undefined)[]): Dimension | undefined =>
  parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : add(sum, part)), 0);

/** A product; undefined where a factor is not known. */
export const times = (...factors: readonly (Dimension | undefined)[]): Dimension | undefined =>
  factors.reduce((all, factor) => (all === undefined || factor === undefined ? undefined : multiply(all, factor)), 1);

/** `count` where the condition holds, else 0; undefined where that is not known. */
export const only = (condition: boolean | undefined, count: Dimension | undefined): Dimension | undefined =>
  condition === undefined ? undefined : condition ? count : 0;
