/** The gradients of pooling, for any number of spatial axes: dy (B, …to, C), x (B, …from, C) → dx. */
import type { Window } from '../../onnxruntime/operators/window';
import type { Filled } from '../kernel';
import { slide } from './slide';

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Spreads every dy evenly over what its window covered, padding left out, as the forward pass divides. */
export function averageGradient(dy: Filled, x: Filled, window: Window): Float32Array {
  const counts = new Float32Array(sizeOf(window.to));
  slide(window, (output) => counts[output]!++);
  const dx = new Float32Array(sizeOf(x.shape));
  eachImage(x, window, (row, rowOut, channels) => {
    slide(window, (output, input) => {
      for (let c = 0; c < channels; c++) {
        dx[row + input * channels + c]! += dy.values[rowOut + output * channels + c]! / counts[output]!;
      }
    });
  });
  return dx;
}

/** Sends every dy to where its window's maximum stood first. */
export function maximumGradient(dy: Filled, x: Filled, window: Window): Float32Array {
  const places = new Int32Array(dy.values.length).fill(-1);
  eachImage(x, window, (row, rowOut, channels) => {
    slide(window, (output, input) => {
      for (let c = 0; c < channels; c++) {
        const [place, candidate] = [rowOut + output * channels + c, row + input * channels + c];
        const best = places[place]!;
        if (best < 0 || x.values[candidate]! > x.values[best]!) places[place] = candidate;
      }
    });
  });
  const dx = new Float32Array(sizeOf(x.shape));
  places.forEach((place, i) => (dx[place]! += dy.values[i]!));
  return dx;
}

/** Where each image of a batch begins, in x and in dy. */
function eachImage({ shape }: Filled, { from, to }: Window, visit: (x: number, dy: number, channels: number) => void) {
  const channels = shape.at(-1)!;
  for (let b = 0; b < shape[0]!; b++) visit(b * sizeOf(from) * channels, b * sizeOf(to) * channels, channels);
}
