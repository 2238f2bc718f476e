/** Inputs brought to a common scale, by numbers measured on the training part only. */
import { sizeOf, type Dataset } from './samples';

/** Channel c, along the last axis, becomes (x − shift[c]) / scale[c]; lists of one hold for all channels. */
export interface Normalization {
  shift: number[];
  scale: number[];
}

export const NO_NORMALIZATION: Normalization = { shift: [0], scale: [1] };

/** standard: mean 0 and deviation 1; minmax: from 0 to 1. */
export type Scaling = 'standard' | 'minmax' | 'none';

/** A constant channel has nothing to divide by: it is only shifted. */
const LEAST_SCALE = 1e-7;

/**
 * Numbers that are looked at, at most, of samples evenly spaced: ImageNet's statistics of 2,000 images differ from those
 * of all in the third digit, and reading a folder of a million images would take longer than an epoch.
 */
const MAX_NUMBERS = 2 ** 28;

/** Samples read at a time. */
const BLOCK = 1024;

/** Running statistics of one channel; sums are of differences from the first value, which keeps their digits. */
interface Channel {
  count: number;
  first: number;
  sum: number;
  squares: number;
  low: number;
  high: number;
}

/**
 * Measures the channels of a dataset.
 * @param scalable which channels may be scaled; null for all
 */
export async function fitNormalization(
  dataset: Dataset,
  scaling: Scaling,
  scalable: readonly boolean[] | null,
): Promise<Normalization> {
  if (scaling === 'none' || dataset.count === 0) return NO_NORMALIZATION;
  const channels = await measure(dataset);
  const fitted = channels.map((channel, index) =>
    scalable && !scalable[index] ? { shift: 0, scale: 1 } : fits[scaling](channel),
  );
  return {
    shift: fitted.map(({ shift }) => shift),
    scale: fitted.map(({ scale }) => (scale < LEAST_SCALE ? 1 : scale)),
  };
}

const fits: Record<Exclude<Scaling, 'none'>, (channel: Channel) => { shift: number; scale: number }> = {
  standard({ count, first, sum, squares }) {
    const mean = sum / count;
    return { shift: first + mean, scale: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
  },
  minmax: ({ low, high }) => ({ shift: low, scale: high - low }),
};

async function measure(dataset: Dataset): Promise<Channel[]> {
  const channels = Array.from({ length: dataset.inputShape.at(-1) ?? 1 }, () => ({
    ...{ count: 0, first: 0, sum: 0, squares: 0, low: Infinity, high: -Infinity },
  }));
  const places = spaced(dataset.count, Math.max(1, Math.floor(MAX_NUMBERS / sizeOf(dataset.inputShape))));
  for (let from = 0; from < places.length; from += BLOCK) {
    add(channels, await dataset.read(places.subarray(from, from + BLOCK)));
  }
  return channels;
}

/** The smallest and the largest number of all channels. */
export async function rangeOf(dataset: Dataset): Promise<{ low: number; high: number }> {
  const channels = await measure(dataset);
  return {
    low: Math.min(...channels.map(({ low }) => low)),
    high: Math.max(...channels.map(({ high }) => high)),
  };
}

/** At most `most` places, evenly spaced. */
function spaced(count: number, most: number): Uint32Array {
  const taken = Math.min(count, most);
  return Uint32Array.from({ length: taken }, (_, index) => Math.floor((index * count) / taken));
}

/** A value that is not a number is no part of the statistics. */
function add(channels: Channel[], values: ArrayLike<number>): void {
  const width = channels.length;
  channels.forEach((channel, at) => {
    for (let index = at; index < values.length; index += width) {
      const value = values[index]!;
      if (!Number.isFinite(value)) continue;
      if (channel.count === 0) channel.first = value;
      const difference = value - channel.first;
      channel.count++;
      channel.sum += difference;
      channel.squares += difference * difference;
      if (value < channel.low) channel.low = value;
      if (value > channel.high) channel.high = value;
    }
  });
}

/** Values of whole samples as float32, normalized. */
export function normalize(values: ArrayLike<number>, { shift, scale }: Normalization): Float32Array {
  const result = new Float32Array(values.length);
  const width = shift.length;
  for (let at = 0; at < width; at++) {
    const [from, by] = [shift[at]!, scale[at]!];
    for (let index = at; index < values.length; index += width) result[index] = (values[index]! - from) / by;
  }
  return result;
}
