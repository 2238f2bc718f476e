/** What training minimizes. One file a loss; the list is generated. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Field } from '../data/samples';
import type { Target, Task } from '../data/task';

export interface LossOptions {
  /** The share of each label that is spread over all classes, in [0, 1). */
  labelSmoothing: number;
  /** What a sample of each class counts; null where all count 1. */
  classWeights: readonly number[] | null;
}

export interface Loss {
  id: string;
  title: string;
  /** The id of its equation. */
  equation: string;
  /** Targets that it fits. */
  takes: readonly Target['kind'][];
  /** Whether it smooths labels. */
  smooths?: boolean;
  /**
   * The width of the logits.
   * @throws Problem where a target of the right kind does not fit: two classes for a binary loss
   */
  outputs(target: Target): number;
  /**
   * The mean over all that counts.
   * @param logits (B, …, outputs), float32
   * @param targets (B, …), as the target's kind has them
   * @returns a scalar
   */
  compute(logits: tf.Tensor, targets: tf.Tensor, options: LossOptions, task: Task): tf.Scalar;
  /**
   * What that mean was taken over: samples, places, or their weights. The means of batches, and of parts of a batch, are
   * joined by it.
   */
  weight(targets: Field['values'], count: number, options: LossOptions): number;
}
