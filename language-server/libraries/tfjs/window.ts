import { add, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { sign } from '../../domain/order';
import type { Value } from '../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../call';
import type { Call } from '../library';
import { room, windows, type Window } from '../torch/window';

/** A number for all axes, or one for each. */
function along(value: Value, axis: number): Dimension | undefined {
  const elements = elementsIn(value);
  return integerIn(elements ? (elements[axis] ?? value) : value);
}

/** The window along one axis of space, from the call's strides and dilations. */
export function windowOf(call: Call, kernel: readonly (Dimension | undefined)[], axis: number): Window {
  const dilations = call.arguments.has('dilations') ? along(valueOf(call, 'dilations'), axis) : 1;
  return { kernel: kernel[axis], stride: along(valueOf(call, 'strides'), axis), padding: 0, dilation: dilations };
}

/** Whether there would be less than no windows, ⌈(n − d(k − 1))/s⌉ < 0. */
export function isBeyond(size: Dimension, window: Window, padding: Value): boolean {
  const left = padding.kind === 'string' && padding.value === 'valid' ? room(size, window) : undefined;
  return left !== undefined && window.stride !== undefined && sign(add(left, window.stride)) === -1;
}

/** 'same': ⌈n/s⌉; 'valid' and a number p: ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1. */
export function outputSize(size: Dimension, window: Window, padding: Value): Dimension {
  const { stride } = window;
  if (padding.kind === 'integer') return windows(size, { ...window, padding: padding.value });
  if (padding.kind !== 'string' || stride === undefined) return unknownDimension();
  if (padding.value === 'same') return ceilDivide(size, stride);
  return padding.value === 'valid' ? windows(size, window) : unknownDimension();
}
