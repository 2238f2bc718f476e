/** Parameters that augmentations share. */
import * as v from 'valibot';

export const probability = (text: string, fallback: number) =>
  v.pipe(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), fallback), v.description(text));

/** What new pixels are, in the units of the data. */
export const fill = v.pipe(
  v.optional(v.number(), 0),
  v.description('What pixels become that come from outside the image, before normalization: 0 is black.'),
);
