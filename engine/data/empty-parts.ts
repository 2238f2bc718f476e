/** Parts that were asked for and have no samples: nothing is measured on them. */
import type { Splits } from './splits';

type HeldOut = Exclude<keyof Splits, 'train'>;

/**
 * One line a part; none where each that was asked for has samples.
 * @param shares of the samples that were to be held out
 */
export function emptyParts(splits: Splits, shares: Record<HeldOut, number>): string[] {
  const empty = (['validation', 'test'] as const).filter((part) => shares[part] > 0 && splits[part].count === 0);
  return empty.map(
    (part) =>
      `the ${part} part has no samples: ${splits.train.count} are too few for data.${part} = ${shares[part]}; give more samples, a larger share, or 0`,
  );
}
