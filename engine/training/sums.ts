/** What an epoch, or a part of one, measured: sums over what counts, so that batches of unequal size count as they should. */
import type { Metric } from '../metrics/metric';
import type { Objective } from './objective';
import type { Batch } from '../data/batches';
import type { Outcome } from './parts';

/** A measured value by name; NaN and infinities become null, as JSON has none. */
export type Measures = Record<string, number | null>;

export class Sums {
  /** Of the batches' losses, each times what it is a mean over; and of that. */
  private loss: [sum: number, weight: number] = [0, 0];
  samples = 0;
  private readonly metrics: { metric: Metric; sums: number[] }[];

  constructor(private readonly objective: Objective) {
    this.metrics = objective.metrics.map((metric) => ({ metric, sums: metric.start(objective.task) }));
  }

  /** Adds a batch. */
  add({ loss, logits }: Outcome, batch: Batch): void {
    const { task } = this.objective;
    const { targets, count } = batch;
    const weight = this.weightOf(batch);
    this.loss[0] += loss * weight;
    this.loss[1] += weight;
    this.samples += count;
    for (const { metric, sums } of this.metrics) metric.add(sums, { count, logits, targets: targets.values, task });
  }

  /** What the batch's loss is a mean over; of samples mixed of two, λ of the first's and 1 − λ of the others'. */
  private weightOf({ targets, mixed, count }: Batch): number {
    const { options, loss } = this.objective;
    const first = loss.weight(targets.values, count, options);
    if (!mixed) return first;
    return mixed.weight * first + (1 - mixed.weight) * loss.weight(mixed.targets.values, count, options);
  }

  get meanLoss(): number {
    return this.loss[0] / this.loss[1];
  }

  /** The metrics without the loss. */
  metricValues(): Measures {
    const { task } = this.objective;
    return Object.fromEntries(this.metrics.map(({ metric, sums }) => [metric.id, finite(metric.value(sums, task))]));
  }

  measures(): Measures {
    return { loss: finite(this.meanLoss), ...this.metricValues() };
  }

  reset(): void {
    this.loss = [0, 0];
    this.samples = 0;
    for (const entry of this.metrics) entry.sums = entry.metric.start(this.objective.task);
  }

  /** The sums as plain numbers, for a checkpoint. */
  save(): Record<string, number[]> {
    return {
      loss: [...this.loss, this.samples],
      ...Object.fromEntries(this.metrics.map(({ metric, sums }) => [metric.id, [...sums]])),
    };
  }

  /** Goes on from saved sums. */
  restore(saved: Record<string, number[]>): void {
    const [sum = 0, weight = 0, samples = 0] = saved.loss ?? [];
    this.loss = [sum, weight];
    this.samples = samples;
    for (const entry of this.metrics) {
      entry.sums = [...(saved[entry.metric.id] ?? entry.metric.start(this.objective.task))];
    }
  }
}

export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
