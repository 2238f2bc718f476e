/**
 * Bilinear resizing, antialiased where it shrinks: the triangle is as wide as the pixels that become one, as Pillow's and
 * torch's with antialias. Along a side of n that becomes m, s = n / m: pixel i is the mean of pixels j weighed by
 * max(0, 1 − |j + ½ − (i + ½) s| / max(1, s)).
 */
import type { Picture } from './picture';

/** The pixels that make one, and what each weighs. */
interface Taps {
  from: number;
  weights: number[];
}

function tapsOf(before: number, after: number): Taps[] {
  const scale = before / after;
  const reach = Math.max(1, scale);
  return Array.from({ length: after }, (_, place) => {
    const centre = (place + 0.5) * scale;
    const from = Math.max(0, Math.floor(centre - reach + 0.5));
    const to = Math.min(before, Math.floor(centre + reach + 0.5));
    const raw = Array.from({ length: to - from }, (_, tap) =>
      Math.max(0, 1 - Math.abs(from + tap + 0.5 - centre) / reach),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { from, weights: raw.map((weight) => weight / sum) };
  });
}

/**
 * Along the middle of three axes (outer, before, inner) → (outer, after, inner).
 * @param inner numbers that stay beside each other
 */
function along(values: ArrayLike<number>, taps: readonly Taps[], before: number, inner: number): Float32Array {
  const outer = values.length / (before * inner);
  const result = new Float32Array(outer * taps.length * inner);
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (const { from, weights } of taps) {
      const start = (block * before + from) * inner;
      for (let at = 0; at < inner; at++) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++) sum += weights[tap]! * values[start + tap * inner + at]!;
        result[to++] = sum;
      }
    }
  }
  return result;
}

export function resize(picture: Picture, height: number, width: number): Picture {
  if (picture.height === height && picture.width === width) return picture;
  const { channels } = picture;
  const narrow = along(picture.values, tapsOf(picture.width, width), picture.width, channels); // (H, width, C)
  const small = along(narrow, tapsOf(picture.height, height), picture.height, width * channels); // (height, width, C)
  return { height, width, channels, values: Uint8Array.from(small, Math.round) };
}
