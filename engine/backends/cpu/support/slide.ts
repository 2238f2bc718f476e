/** A window that slides over an image or volume, element by element. */
import type { Window } from '../../onnxruntime/operators/window';

/** Flat positions among the spatial axes. */
type Visit = (output: number, input: number) => void;

/** Visits every output with every element of the input that its window covers, in order; padding is left out. */
export function slide({ kernel, strides, dilations, before, from, to }: Window, visit: Visit): void {
  const along = (axis: number, output: number, input: number): void => {
    if (axis === to.length) {
      visit(output, input);
      return;
    }
    for (let o = 0; o < to[axis]!; o++) {
      for (let k = 0; k < kernel[axis]!; k++) {
        const i = o * strides[axis]! + k * dilations[axis]! - before[axis]!;
        if (i >= 0 && i < from[axis]!) along(axis + 1, output * to[axis]! + o, input * from[axis]! + i);
      }
    }
  };
  along(0, 0, 0);
}
