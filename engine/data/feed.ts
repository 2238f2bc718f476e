/** The batches of a run in the order in which it trains on them. */
import { balanced, batch, shuffled, type Batch, type InputScale } from './batches';
import type { Dataset } from './samples';

export interface FeedSettings {
  batchSize: number;
  seed: number;
  /** Draws each class as often as the next, where it says so. */
  isBalanced: boolean;
}

/** Where a step of the run stands in its epoch. */
export interface Position {
  epoch: number;
  /** Of the epoch's steps, from 0. */
  index: number;
}

/** Steps are counted from 0 over the whole run; those of one epoch follow from the seed and the epoch alone. */
export class Feed {
  /** Seconds that were spent on batches while the device had nothing to do. */
  waited = 0;
  private readonly made = new Map<number, Batch>();
  private order: { epoch: number; places: Uint32Array } | undefined;

  constructor(
    private readonly dataset: Dataset,
    private readonly scale: InputScale,
    private readonly settings: FeedSettings,
  ) {}

  get stepsPerEpoch(): number {
    return Math.ceil(this.dataset.count / this.settings.batchSize);
  }

  position(step: number): Position {
    return { epoch: Math.floor(step / this.stepsPerEpoch), index: step % this.stepsPerEpoch };
  }

  /** Waits until the batch of a step is there; those of steps before it are let go. */
  async ready(step: number): Promise<Batch> {
    const start = performance.now();
    for (const earlier of this.made.keys()) if (earlier < step) this.made.delete(earlier);
    const found = this.made.get(step) ?? (await this.make(step));
    this.made.set(step, found);
    this.waited += (performance.now() - start) / 1000;
    return found;
  }

  /** The batch of a step if it can be had without waiting. */
  at(step: number): Batch | null {
    const found = this.made.get(step) ?? this.make(step);
    if (found instanceof Promise) return null;
    this.made.set(step, found);
    return found;
  }

  private make(step: number): Batch | Promise<Batch> {
    const { epoch, index } = this.position(step);
    const { batchSize } = this.settings;
    const places = this.orderOf(epoch).subarray(index * batchSize, (index + 1) * batchSize);
    return batch(this.dataset, places, this.scale);
  }

  private orderOf(epoch: number): Uint32Array {
    if (this.order?.epoch !== epoch) {
      const { seed, isBalanced } = this.settings;
      const { count, targets } = this.dataset;
      const places = isBalanced ? balanced(targets.values, seed, epoch) : shuffled(count, seed, epoch);
      this.order = { epoch, places };
    }
    return this.order.places;
  }
}
