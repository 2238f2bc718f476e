/** Colours of one pixel, in place; a pixel is (red, green, blue) from 0 to white, or one grey. */

/** Luma of ITU-R BT.601, as torchvision weighs. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** How bright the pixel at `at` looks. */
export const greyOf = (image: Float32Array, at: number, channels: number): number =>
  channels === 1 ? image[at]! : LUMA[0] * image[at]! + LUMA[1] * image[at + 1]! + LUMA[2] * image[at + 2]!;

/**
 * Turns the hue of the pixel at `at`; value (the largest of the three) and saturation stay.
 * @param turn in turns: ⅓ makes red green
 */
export function turnHue(image: Float32Array, at: number, turn: number): void {
  const [red, green, blue] = [image[at]!, image[at + 1]!, image[at + 2]!];
  const value = Math.max(red, green, blue);
  const chroma = value - Math.min(red, green, blue);
  if (chroma === 0) return;
  const hue = hueOf(red, green, blue, value, chroma) + 6 * turn;
  // Smith 1978: each primary is the value less the chroma times a trapezoid of the hue.
  for (const [index, from] of [5, 3, 1].entries()) {
    const sector = (((from + hue) % 6) + 6) % 6;
    image[at + index] = value - chroma * Math.max(0, Math.min(sector, 4 - sector, 1));
  }
}

/** In sixths of a turn, from red. */
function hueOf(...[red, green, blue, value, chroma]: [number, number, number, number, number]): number {
  if (value === red) return (green - blue) / chroma;
  return value === green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
}
