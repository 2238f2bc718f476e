/** A training batch: read, altered, normalized. The same function on whichever thread, so that the bits are the same. */
import { augment, type AugmentEntry } from '../augment';
import type { AugmentedBatch, Surroundings } from '../augmentations/augmentation';
import { batch, scaled, wanted, type Batch, type InputScale } from '../batches';
import { rowsAt, type Dataset, type Field } from '../samples';

/** What holds for all batches of a run; plain data. */
export interface Preparation {
  scale: InputScale;
  augment: readonly AugmentEntry[];
  seed: number;
  task: Surroundings['task'];
  /** Of an image's values, the brightest. */
  white: number;
}

export interface BatchRequest {
  /** Of the run, from 0. */
  step: number;
  epoch: number;
  /** The position in the epoch of the batch's first sample. */
  first: number;
  /** Which samples of the dataset. */
  places: Uint32Array;
}

/** At once where the samples are in memory. */
export function prepareBatch(
  dataset: Dataset,
  request: BatchRequest,
  preparation: Preparation,
): Batch | Promise<Batch> {
  if (preparation.augment.length === 0) return batch(dataset, request.places, preparation.scale);
  const values = dataset.read(request.places);
  const made = (read: Field['values']) => altered(dataset, read, request, preparation);
  return values instanceof Promise ? values.then(made) : made(values);
}

function altered(dataset: Dataset, read: Field['values'], request: BatchRequest, preparation: Preparation): Batch {
  const { epoch, first, places } = request;
  const { task, seed, scale, white, augment: entries } = preparation;
  const count = places.length;
  const drawn: AugmentedBatch = {
    count,
    inputs: new Float32Array(read),
    targets: rowsAt(dataset.targets, places),
    mixed: null,
  };
  augment(drawn, entries, { task, white, units: scale?.scale ?? [1] }, { seed, epoch, first });
  const shape = [count, ...dataset.targets.shape];
  return {
    count,
    inputs: scaled(drawn.inputs, [count, ...dataset.inputShape], scale),
    targets: wanted(drawn.targets, shape),
    ...(drawn.mixed && { mixed: { targets: wanted(drawn.mixed.targets, shape), weight: drawn.mixed.weight } }),
  };
}
