/** Batches that look random and are the same everywhere. */
import type { Batch } from '../../../data/batches';

export const BATCH = 6;
export const CLASSES = 3;
export const LEARNING_RATE = 0.1;

/** Numbers that look random and are the same everywhere. */
export const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233));

export const batchOf = (seed: number, shape: number[]): Batch => ({
  count: BATCH,
  inputs: {
    shape: [BATCH, ...shape],
    dtype: 'float32',
    values: numbers(
      shape.reduce((product, extent) => product * extent, BATCH),
      seed,
    ),
  },
  targets: {
    shape: [BATCH],
    dtype: 'int32',
    values: Int32Array.from({ length: BATCH }, (_, i) => (i + seed) % CLASSES),
  },
});
