/** Loss and metrics of a network over samples that it is not trained on. */
import { setImmediate } from 'node:timers/promises';
import { batch } from '../data/batches';
import type { Dataset } from '../data/samples';
import type { Network } from './network';
import type { PreparedData } from './prepare';
import { Sums, type Measures } from './sums';

/** Evaluation keeps no activations for a gradient, so that its batches may be larger. */
const EVALUATION_BATCH = 256;

/** Nothing for an empty set; null where `isStopped` says so before its end. */
export async function evaluate(
  network: Network,
  dataset: Dataset,
  { objective, scale }: Pick<PreparedData, 'objective' | 'scale'>,
  isStopped: () => boolean,
): Promise<Measures | null> {
  if (dataset.count === 0) return {};
  const sums = new Sums(objective);
  const all = Uint32Array.from({ length: dataset.count }, (_, index) => index);
  for (let from = 0; from < dataset.count; from += EVALUATION_BATCH) {
    if (isStopped()) return null;
    const samples = await batch(dataset, all.subarray(from, from + EVALUATION_BATCH), scale);
    sums.add(await network.evaluate(samples), samples);
    await setImmediate();
  }
  return sums.measures();
}
