/** How bright an image's values can be: what changes colours must know where black and white are. */
import { Problem } from '../process/problem';
import type { AugmentEntry } from './augment';
import { rangeOf } from './normalization';
import type { Dataset } from './samples';

/** Of bytes, and of floats that hold bytes. */
const BYTE = 255;

/** Augmentations that cut values off at black and white. */
const COLOURING: ReadonlySet<AugmentEntry['type']> = new Set(['colourJitter']);

const belowBlack = (low: number) =>
  new Problem(
    'wrong-augmentation',
    `colourJitter needs images whose black is 0, and a training image has ${low}; give images from 0 up (data.normalize scales them afterwards), or leave it out`,
  );

/**
 * The brightest value: 1 or 255 as the training images have them, or their own largest; 1 where nobody asks.
 * @throws Problem where values lie below black
 */
export async function whiteOf(train: Dataset, entries: readonly AugmentEntry[]): Promise<number> {
  if (!entries.some(({ type }) => COLOURING.has(type))) return 1;
  const { low, high } = await rangeOf(train);
  if (low < 0) throw belowBlack(low);
  if (high <= 1) return 1;
  return Math.max(BYTE, high);
}
