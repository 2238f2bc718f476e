/** The data's part of a specification: where samples come from, how they are parted and made ready. */
import * as v from 'valibot';
import { augmentSchema } from '../../data/augment';
import { count } from './numbers';

const held = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));

const splitSchema = v.strictObject({
  by: v.pipe(
    v.optional(v.picklist(['random', 'stratified', 'time', 'group']), 'random'),
    v.description(
      'How validation and test samples are chosen: at random; so that each part has its share of every class; the latest; or by whole groups.',
    ),
  ),
  column: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description('Of time and group: the column with the moment or the group of each sample.'),
  ),
});

export const dataSchema = v.strictObject({
  source: v.pipe(v.string(), v.description('The data: a generator ("digits") or a format ("csv"): see `nabla list`.')),
  path: v.pipe(
    v.optional(v.nullable(v.string()), null),
    v.description('Folder or file to read; null draws from the generator.'),
  ),
  params: v.pipe(
    v.optional(v.record(v.string(), v.unknown()), {}),
    v.description("The source's own parameters; missing ones take their defaults."),
  ),
  samples: v.pipe(v.optional(count(1), 6000), v.description('How many samples a generator draws; ignored for files.')),
  seed: v.pipe(
    v.optional(v.nullable(count(0)), null),
    v.description('Governs what a generator draws and how samples are split; null is training.seed.'),
  ),
  validation: v.pipe(
    v.optional(held, 0.1),
    v.description(
      'Share of the training samples held out for validation; ignored where the data has a validation set.',
    ),
  ),
  test: v.pipe(
    v.optional(held, 0.1),
    v.description('Share of the samples held out for the test; ignored where the data has a test set.'),
  ),
  split: v.optional(splitSchema, {}),
  normalize: v.pipe(
    v.optional(v.picklist(['standard', 'minmax', 'none']), 'standard'),
    v.description(
      'What each channel of the inputs is brought to: mean 0 and deviation 1, or 0 to 1; by numbers of the training samples.',
    ),
  ),
  augment: v.pipe(
    v.optional(augmentSchema, []),
    v.description('How training samples are altered each time they are seen, in this order.'),
  ),
  balance: v.pipe(
    v.optional(v.picklist(['none', 'classWeights', 'sampling']), 'none'),
    v.description(
      'Against classes of unequal size: classWeights counts a sample in inverse proportion to its class in the loss; sampling draws each class as often as the next.',
    ),
  ),
});
