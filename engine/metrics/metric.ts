/**
 * What is reported beside the loss. A metric sums over the batches of an epoch on the host's side; its sums are plain
 * numbers, so that a checkpoint in mid-epoch holds them. One file a metric; the list is generated.
 */
export interface Predictions {
  /** (B, classes), row-major */
  logits: Float32Array;
  /** (B): the right class */
  labels: Int32Array;
  classes: number;
}

export interface Metric {
  id: string;
  title: string;
  /** The sums before the first batch. */
  start(classes: number): number[];
  /** Adds a batch to the sums, in place. */
  add(sums: number[], predictions: Predictions): void;
  /** The metric of what was summed; NaN before the first batch. */
  value(sums: readonly number[]): number;
}
