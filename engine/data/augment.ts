/** `data.augment`: augmentations in the order in which they are applied to training batches. */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { augmentations } from './augmentations/augmentations.generated';
import type { AugmentedBatch, Augmentation, Surroundings } from './augmentations/augmentation';
import { Random } from './random';

export const augmentSchema = v.array(
  v.variant(
    'type',
    augmentations.map(({ schema }) => schema),
  ),
);

export type AugmentEntry = v.InferOutput<typeof augmentSchema>[number];

const all: readonly Augmentation[] = augmentations;

const augmentationOf = ({ type }: AugmentEntry): Augmentation => all.find(({ id }) => id === type)!;

const misfits = (entries: readonly AugmentEntry[], task: Surroundings['task']): (string | null)[] =>
  entries.map((entry, place) => {
    const isSecondMixing = entry.type === 'mixup' && entries.findIndex(({ type }) => type === 'mixup') < place;
    return isSecondMixing ? 'samples can be mixed once' : augmentationOf(entry).misfit(task, entry);
  });

/** @throws Problem `wrong-augmentation` naming the first entry that does not fit such samples */
export function checkAugmentations(entries: readonly AugmentEntry[], task: Surroundings['task']): void {
  const reasons = misfits(entries, task);
  const place = reasons.findIndex((reason) => reason !== null);
  if (place < 0) return;
  const what = `data.augment[${place}] (${entries[place]!.type}) does not fit`;
  throw new Problem('wrong-augmentation', `${what}: ${reasons[place]!}; change it or leave it out`);
}

/** Where a batch stands in training. */
export interface BatchPosition {
  seed: number;
  epoch: number;
  /** Of the batch's first sample in the epoch's order: a sample that is drawn twice is altered in two ways. */
  first: number;
}

/** Alters a batch in place. */
export function augment(
  batch: AugmentedBatch,
  entries: readonly AugmentEntry[],
  surroundings: Surroundings,
  { seed, epoch, first }: BatchPosition,
): void {
  entries.forEach((entry, place) => {
    const random = (row: number) => new Random(seed, 'augment', place, epoch, first + row);
    augmentationOf(entry).apply(batch, entry, random, surroundings);
  });
}
