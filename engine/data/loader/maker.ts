/** Who makes training batches: this thread, or others ahead of it. */
import type { Batch } from '../batches';
import { sizeOf, type Dataset } from '../samples';
import { prepareBatch, type BatchRequest, type Preparation } from './prepare-batch';
import { WorkerMaker } from './worker-maker';

export interface BatchMaker {
  /** How many batches after the next one it works on; 0 where each is made when it is asked for. */
  readonly ahead: number;
  /** Rejects with the Problem that reading or altering ends in. */
  make(request: BatchRequest): Batch | Promise<Batch>;
  close(): Promise<void>;
}

/**
 * Numbers in a batch up to which copying and normalizing (about 2 ns each) takes no longer than waking another thread
 * and taking its message: 0.1 to 0.3 ms.
 */
const INLINE_NUMBERS = 2 ** 17;

export const makeInline = (dataset: Dataset, preparation: Preparation): BatchMaker => ({
  ahead: 0,
  make: (request) => prepareBatch(dataset, request, preparation),
  close: () => Promise.resolve(),
});

/** Another thread, unless making a batch takes less time than asking for it. */
export function makerFor(dataset: Dataset, preparation: Preparation, batchSize: number): BatchMaker {
  const numbers = Math.min(batchSize, dataset.count) * sizeOf(dataset.inputShape);
  const isQuick = !dataset.isOnDisk && preparation.augment.length === 0 && numbers <= INLINE_NUMBERS;
  return isQuick ? makeInline(dataset, preparation) : new WorkerMaker(dataset, preparation, numbers);
}
