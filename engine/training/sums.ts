/** What an epoch, or a part of one, measured: sums over samples, so that batches of unequal size count as they should. */
import { metrics } from '../metrics/metrics.generated';
import type { Metric, Predictions } from '../metrics/metric';
import type { Specification } from './specification';

/** A measured value by name; NaN and infinities become null, as JSON has none. */
export type Measures = Record<string, number | null>;

export class Sums {
  /** Of the batches' losses, each times its size; and of the sizes. */
  private loss: [sum: number, samples: number] = [0, 0];
  private readonly metrics: { metric: Metric; sums: number[] }[];

  constructor(
    names: Specification['metrics'],
    private readonly classes: number,
  ) {
    const chosen = metrics.filter(({ id }) => names.some((name) => name === id));
    this.metrics = chosen.map((metric) => ({ metric, sums: metric.start(classes) }));
  }

  /** Adds a batch. */
  add(loss: number, logits: Float32Array, labels: Int32Array): void {
    this.loss[0] += loss * labels.length;
    this.loss[1] += labels.length;
    const predictions: Predictions = { logits, labels, classes: this.classes };
    for (const { metric, sums } of this.metrics) metric.add(sums, predictions);
  }

  get samples(): number {
    return this.loss[1];
  }

  get meanLoss(): number {
    return this.loss[0] / this.loss[1];
  }

  /** The metrics without the loss. */
  metricValues(): Measures {
    return Object.fromEntries(this.metrics.map(({ metric, sums }) => [metric.id, finite(metric.value(sums))]));
  }

  measures(): Measures {
    return { loss: finite(this.meanLoss), ...this.metricValues() };
  }

  reset(): void {
    this.loss = [0, 0];
    for (const entry of this.metrics) entry.sums = entry.metric.start(this.classes);
  }

  /** The sums as plain numbers, for a checkpoint. */
  save(): Record<string, number[]> {
    return {
      loss: [...this.loss],
      ...Object.fromEntries(this.metrics.map(({ metric, sums }) => [metric.id, [...sums]])),
    };
  }

  /** Goes on from saved sums. */
  restore(saved: Record<string, number[]>): void {
    const [sum = 0, samples = 0] = saved.loss ?? [];
    this.loss = [sum, samples];
    for (const entry of this.metrics) entry.sums = [...(saved[entry.metric.id] ?? entry.metric.start(this.classes))];
  }
}

export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
