import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide } from '../../domain/division';
import { sign } from '../../domain/order';

/** A window that moves along one axis: a convolution's or a pooling's. Undefined parts are not known. */
export interface Window {
  kernel: Dimension | undefined;
  stride: Dimension | undefined;
  padding: Dimension | undefined;
  dilation: Dimension | undefined;
}

/** d(k − 1) + 1 */
const extent = (kernel: Dimension, dilation: Dimension): Dimension => add(multiply(dilation, subtract(kernel, 1)), 1);

/** How far the window is from fitting at all: n + 2p − d(k − 1) − 1, negative where it is larger than the input. */
export function room(size: Dimension, { kernel, padding, dilation }: Window): Dimension | undefined {
  if (kernel === undefined || padding === undefined || dilation === undefined) return undefined;
  return subtract(add(size, multiply(padding, 2)), extent(kernel, dilation));
}

/** ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1; with `ceil` rounded up, but no window begins beyond the input. */
export function windows(size: Dimension, window: Window, ceil = false): Dimension {
  const left = room(size, window);
  const { stride, padding } = window;
  if (left === undefined || stride === undefined || padding === undefined || sign(stride) !== 1)
    return unknownDimension();
  if (!ceil) return add(floorDivide(left, stride), 1);
  const count = add(ceilDivide(left, stride), 1);
  const beyond = sign(subtract(add(multiply(subtract(count, 1), stride), 1), add(size, padding)));
  if (beyond === undefined) return unknownDimension();
  return beyond > 0 ? subtract(count, 1) : count;
}

/** (n − 1)s − 2p + d(k − 1) + q + 1, the size whose windows are n, with output padding q. */
export function transposed(
  size: Dimension,
  { kernel, stride, padding, dilation }: Window,
  extra: Dimension | undefined,
): Dimension {
  if ([kernel, stride, padding, dilation, extra].some((part) => part === undefined)) return unknownDimension();
  const spread = subtract(multiply(subtract(size, 1), stride!), multiply(padding!, 2));
  return add(add(spread, extent(kernel!, dilation!)), extra!);
}
