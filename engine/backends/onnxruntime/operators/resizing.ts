/** How the rows, or the columns, of a resized image are made of old ones. */
import type { ResizeBilinearAttrs } from '@tensorflow/tfjs-core';

type Sampling = Pick<ResizeBilinearAttrs, 'alignCorners' | 'halfPixelCenters'>;

/** Where a new position lies between the old ones. */
function sources(from: number, to: number, { alignCorners, halfPixelCenters }: Sampling): number[] {
  const corners = alignCorners && to > 1;
  const ratio = corners ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, i) => (halfPixelCenters ? ratio * (i + 0.5) : ratio * i));
}

/** The old position that each new one copies. */
export function nearest(from: number, to: number, sampling: Sampling): number[] {
  const round = sampling.alignCorners ? Math.round : Math.floor;
  return sources(from, to, sampling).map((source) => Math.max(0, Math.min(from - 1, round(source))));
}

/** (to, from) with few entries: for each new position the old ones that it is made of. */
export type Weights = readonly (readonly (readonly [position: number, weight: number])[])[];

/** Between the two nearest old positions, each weighted by how near it is. */
export function bilinear(from: number, to: number, sampling: Sampling): Weights {
  const shift = sampling.halfPixelCenters ? 0.5 : 0;
  return sources(from, to, sampling).map((centre) => {
    const source = centre - shift;
    const low = Math.max(0, Math.floor(source));
    const high = Math.min(from - 1, Math.ceil(source));
    const share = high > low ? source - low : 0;
    return [
      [low, 1 - share],
      [Math.max(0, high), share],
    ];
  });
}

/** The nearest old position alone. */
export const copies = (from: number, to: number, sampling: Sampling): Weights =>
  nearest(from, to, sampling).map((position) => [[position, 1]]);
