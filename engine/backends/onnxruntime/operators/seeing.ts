/** The part of a pooling that ONNX has: windows that see something, over as much of the input as they reach. */
import { complete, reached, type Window } from './window';

/** Of outputs or elements along each axis: those in the middle are meant. */
export interface Middle {
  first: number[];
  /** The first that is no longer meant. */
  end: number[];
}

export interface Seeing {
  /** From the elements meant to the outputs meant. Its padding is less than its kernel. */
  window: Window;
  /** The others see nothing but padding. */
  outputs: Middle;
  elements: Middle;
}

/** @param window not dilated */
export function seeing(window: Window): Seeing {
  const { kernel, strides, before, from, to } = window;
  const range = to.map((count, axis) => {
    const [size, stride, margin, length] = [kernel[axis]!, strides[axis]!, before[axis]!, from[axis]!];
    const first = Math.min(count, Math.max(0, Math.ceil((margin - size + 1) / stride)));
    return { first, end: Math.max(first, Math.min(count, Math.floor((length - 1 + margin) / stride) + 1)) };
  });
  const outputs = { first: range.map(({ first }) => first), end: range.map(({ end }) => end) };
  const starts = outputs.first.map((first, axis) => first * strides[axis]! - before[axis]!);
  const elements = { first: starts.map((start) => Math.max(0, start)), end: reached({ ...window, to: outputs.end }) };
  const length = ({ first, end }: Middle): number[] => end.map((last, axis) => last - first[axis]!);
  const middle = complete({
    ...window,
    before: starts.map((start) => Math.max(0, -start)),
    from: length(elements),
    to: length(outputs),
  });
  return { window: middle, outputs, elements };
}
