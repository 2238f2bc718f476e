/**
 * Training samples that are altered a little each time they are seen. One file an augmentation; the list is generated.
 *
 * An augmentation is a function of the batch and of the streams it is given, each of which is a function of the seed,
 * the epoch and the sample's position in it: a resumed run draws what it would have drawn.
 */
import type * as v from 'valibot';
import type { Random } from '../random';
import type { Field } from '../samples';
import type { Task } from '../task';

/** Of samples that are mixed of two: their loss is weight · L(targets) + (1 − weight) · L(second targets). */
export interface Mixed {
  /** (B, …): the other targets. */
  targets: Field['values'];
  /** The share of the first, ½ … 1; one for the batch, so that it weighs the mean of any loss. */
  weight: number;
}

/** A batch before normalization; augmentations change it in place. */
export interface AugmentedBatch {
  count: number;
  /** (B, ...inputShape), in the units of the data. */
  inputs: Float32Array;
  /** (B, ...target shape) */
  targets: Field['values'];
  mixed: Mixed | null;
}

/** What holds for all batches of a run. */
export interface Surroundings {
  task: Pick<Task, 'inputShape' | 'vocabulary' | 'target'>;
  /** Of an image's values, the brightest: 255 where they are bytes. */
  white: number;
  /** What one unit of the normalized inputs is in each channel, the last axis; a list of one holds for all. */
  units: readonly number[];
}

export interface Augmentation<S extends v.GenericSchema = v.GenericSchema> {
  id: string;
  title: string;
  /** An entry of `data.augment`: `type`, the id, and parameters that all have defaults. */
  schema: S;
  /** Why it does not fit such samples, as a clause; null where it does. */
  misfit(task: Surroundings['task'], parameters: v.InferOutput<S>): string | null;
  /** @param random the stream of the sample in this row of the batch */
  apply(
    batch: AugmentedBatch,
    parameters: v.InferOutput<S>,
    random: (row: number) => Random,
    surroundings: Surroundings,
  ): void;
}

/** Ties the parameters' type to the schema. */
export const defineAugmentation = <const S extends v.GenericSchema>(augmentation: Augmentation<S>): Augmentation<S> =>
  augmentation;
