import type { Dimension } from './dimension';
import { printDimension } from './print-dimension';

/** The word for one thing or for several. */
export const worded = (count: unknown, one: string, many = `${one}s`): string => (count === 1 ? one : many);

/** A number of things: `1 channel`, `3 channels`, `B channels`. */
export const amount = (count: Dimension, one: string, many?: string): string =>
  `${printDimension(count)} ${worded(count, one, many)}`;

export const numberOfAxes = (count: Dimension): string => amount(count, 'axis', 'axes');
