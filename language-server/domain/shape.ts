import { printDimension, type Dimension } from './dimension';

/** Sizes of a tensor's axes. `open`: any number of axes, unknown, stands before those listed. */
export interface Shape {
  open: boolean;
  dimensions: readonly Dimension[];
}

/** `(B, 3, H//2)`; an open shape begins with an ellipsis: `(…, 10)`. */
export function printShape({ open, dimensions }: Shape): string {
  const parts = [...(open ? ['…'] : []), ...dimensions.map(printDimension)];
  return parts.length === 1 && !open ? `(${parts[0]!},)` : `(${parts.join(', ')})`;
}
