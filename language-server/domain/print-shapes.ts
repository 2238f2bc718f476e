import { equal } from './dimension';
import { printDimension } from './print-dimension';
import { printShape, type Shape } from './shape';

/** More alternatives would be longer than the code beside which they stand. */
const MAX_ALTERNATIVES = 2;

/**
 * The shapes that one place has: `(B, 64) | (1, 64)`, or of more than two the sizes that all have: `(?, 64)`; undefined
 * where that is none, or the number of axes is not the same.
 */
export function printShapes(shapes: readonly Shape[]): string | undefined {
  const texts = [...new Set(shapes.map(printShape))];
  return texts.length <= MAX_ALTERNATIVES ? texts.join(' | ') : common(shapes);
}

function common([first, ...others]: readonly Shape[]): string | undefined {
  const rank = first?.dimensions.length;
  if (!first || [first, ...others].some(({ open, dimensions }) => open || dimensions.length !== rank)) return undefined;
  const isSame = first.dimensions.map((size, i) => others.every(({ dimensions }) => equal(size, dimensions[i]!)));
  const sizes = first.dimensions.map((size, i) => (isSame[i] ? printDimension(size) : '?'));
  return isSame.includes(true) ? `(${sizes.join(', ')})` : undefined;
}
