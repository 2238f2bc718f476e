/** Batches as the device wants them: normalized float32 inputs and int32 labels. */
import type { HostTensor } from '../backends/device';
import type { Normalization } from './normalization';
import { Random } from './random';
import { sizeOf, type Samples } from './samples';

export interface Batch {
  /** (B, ...shape) */
  inputs: HostTensor;
  /** (B) */
  labels: HostTensor & { values: Int32Array };
}

/** The order of an epoch's samples: a function of seed and epoch, so that a resumed run needs only its counters. */
export const shuffled = (count: number, seed: number, epoch: number): Uint32Array =>
  new Random(seed, 'shuffle', epoch).permutation(count);

/** The samples at `indices`, normalized. */
export function batch(samples: Samples, indices: Uint32Array, { mean, deviation }: Normalization): Batch {
  const size = sizeOf(samples.shape);
  const values = new Float32Array(indices.length * size);
  const labels = new Int32Array(indices.length);
  let to = 0;
  indices.forEach((index, row) => {
    labels[row] = samples.labels[index]!;
    for (let from = index * size; from < (index + 1) * size; from++) {
      values[to++] = (samples.inputs[from]! - mean) / deviation;
    }
  });
  return {
    inputs: { shape: [indices.length, ...samples.shape], dtype: 'float32', values },
    labels: { shape: [indices.length], dtype: 'int32', values: labels },
  };
}
