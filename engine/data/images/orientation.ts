/** How a camera was held: Exif 2.32, tag 0x0112. */
import type { Picture } from './picture';

const EXIF = 'Exif\0\0';
const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** What an Exif segment says, 1 … 8; null where it is none, or damaged: then the picture is shown as it is stored. */
export function orientationOf(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, EXIF.length) !== EXIF) return null;
  try {
    return readOrientation(segment.subarray(EXIF.length));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** @throws RangeError where an offset leads outside */
function readOrientation(tiff: Buffer): number | null {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const uint16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < uint16(directory); entry++) {
    const at = directory + 2 + entry * ENTRY_BYTES;
    if (uint16(at) !== ORIENTATION) continue;
    const value = uint16(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

type From = (y: number, x: number, height: number, width: number) => [y: number, x: number];

/** Where the pixel at (y, x) of the upright picture is stored, by orientation; height and width are the stored ones. */
const FROM: readonly From[] = [
  (y, x) => [y, x],
  (y, x, _, width) => [y, width - 1 - x],
  (y, x, height, width) => [height - 1 - y, width - 1 - x],
  (y, x, height) => [height - 1 - y, x],
  (y, x) => [x, y],
  (y, x, height) => [height - 1 - x, y],
  (y, x, height, width) => [height - 1 - x, width - 1 - y],
  (y, x, _, width) => [x, width - 1 - y],
];

/** The picture as it was seen. */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { channels, values: stored } = picture;
  const from = FROM[orientation - 1]!;
  const isTurned = orientation >= 5;
  const [height, width] = isTurned ? [picture.width, picture.height] : [picture.height, picture.width];
  const values = new Uint8Array(stored.length);
  for (let at = 0; at < height * width; at++) {
    const [y, x] = from(Math.floor(at / width), at % width, picture.height, picture.width);
    const place = (y * picture.width + x) * channels;
    for (let channel = 0; channel < channels; channel++) values[at * channels + channel] = stored[place + channel]!;
  }
  return { height, width, channels, values };
}
