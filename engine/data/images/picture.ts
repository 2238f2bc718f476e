/** A decoded picture: bytes (height, width, channels), grey or red, green, blue. */
export interface Picture {
  height: number;
  width: number;
  channels: 1 | 3;
  values: Uint8Array;
}

/**
 * Pixels of a picture, at most: 8192 × 4096, more than most cameras make. Decoding takes up to 16 bytes a pixel, which
 * is half a gibibyte.
 */
export const MAX_PIXELS = 2 ** 25;

/** What is wrong with a picture, as a clause that follows the file's name. */
export class BadPicture extends Error {}

/** @throws BadPicture before any memory is taken for pixels */
export function checkSides(height: number, width: number): void {
  if (height === 0 || width === 0) throw new BadPicture('has no pixels');
  if (height * width > MAX_PIXELS) {
    throw new BadPicture(
      `is ${width} × ${height} pixels, and more than ${MAX_PIXELS} are not decoded: make it smaller`,
    );
  }
}

/** ITU-R BT.601, as everyone makes grey of colours. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** The picture with as many channels as are wanted. */
export function withChannels(picture: Picture, channels: 1 | 3): Picture {
  if (picture.channels === channels) return picture;
  const { values: old } = picture;
  const pixels = picture.height * picture.width;
  const values = new Uint8Array(pixels * channels);
  for (let at = 0; at < pixels; at++) {
    if (channels === 3) values.fill(old[at]!, 3 * at, 3 * at + 3);
    else values[at] = Math.round(LUMA[0] * old[3 * at]! + LUMA[1] * old[3 * at + 1]! + LUMA[2] * old[3 * at + 2]!);
  }
  return { ...picture, channels, values };
}
