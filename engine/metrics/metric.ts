/**
 * What is reported beside the loss. A metric sums over the batches of an epoch on the host's side; its sums are plain
 * numbers, so that a checkpoint in mid-epoch holds them. One file a metric; the list is generated.
 */
import type { Target, Task } from '../data/task';

export interface Predictions {
  /** How many samples. */
  count: number;
  /** (B, …, outputs), row-major */
  logits: Float32Array;
  /** (B, …), as the target's kind has them */
  targets: Int32Array | Float32Array;
  task: Task;
}

export interface Metric {
  id: string;
  title: string;
  /** Targets that it measures. */
  takes: readonly Target['kind'][];
  better: 'higher' | 'lower';
  /** A share is shown as a percentage. */
  unit: 'share' | 'number';
  /** The sums before the first batch. */
  start(task: Task): number[];
  /** Adds a batch to the sums, in place. */
  add(sums: number[], predictions: Predictions): void;
  /** The metric of what was summed; NaN before the first batch. */
  value(sums: readonly number[], task: Task): number;
}
