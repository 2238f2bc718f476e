/** The batches of a run in the order in which it trains on them. */
import { balanced, shuffled, type Batch } from './batches';
import type { BatchMaker } from './loader/maker';
import type { Dataset } from './samples';

export interface FeedSettings {
  batchSize: number;
  seed: number;
  /** Draws each class as often as the next, where it says so. */
  isBalanced: boolean;
  /** Of the whole run: no batch is made after the last. */
  epochs: number;
}

/** Where a step of the run stands in its epoch. */
export interface Position {
  epoch: number;
  /** Of the epoch's steps, from 0. */
  index: number;
}

/** A batch that is made, or being made. */
interface Queued {
  batch: Batch | null;
  promise: Promise<Batch> | null;
}

/** Steps are counted from 0 over the whole run; those of one epoch follow from the seed and the epoch alone. */
export class Feed {
  /** Seconds that were spent on batches while the device had nothing to do. */
  waited = 0;
  /** The step that was waited for last. */
  private head = 0;
  private readonly queue = new Map<number, Queued>();
  private order: { epoch: number; places: Uint32Array } | undefined;

  constructor(
    private readonly dataset: Dataset,
    private readonly maker: BatchMaker,
    private readonly settings: FeedSettings,
  ) {}

  get stepsPerEpoch(): number {
    return Math.ceil(this.dataset.count / this.settings.batchSize);
  }

  get batchSize(): number {
    return this.settings.batchSize;
  }

  position(step: number): Position {
    return { epoch: Math.floor(step / this.stepsPerEpoch), index: step % this.stepsPerEpoch };
  }

  /**
   * Waits until the batch of a step is there, and has those after it made; those before it are let go.
   * @throws Problem of reading its samples
   */
  async ready(step: number): Promise<Batch> {
    const start = performance.now();
    for (const earlier of this.queue.keys()) if (earlier < step) this.queue.delete(earlier);
    const { batch, promise } = this.queued(step);
    // Asking takes the time of some messages: it comes after the device has its next step, if that is at hand.
    this.head = step;
    if (!batch) this.askAhead();
    else {
      setImmediate(() => {
        this.askAhead();
      });
    }
    const found = batch ?? (await promise!);
    this.waited += (performance.now() - start) / 1000;
    return found;
  }

  /** The batch of a step if it can be had without waiting. */
  at(step: number): Batch | null {
    if (this.maker.ahead > 0) return this.queue.get(step)?.batch ?? null;
    const start = performance.now();
    const { batch } = this.queued(step);
    this.waited += (performance.now() - start) / 1000;
    return batch;
  }

  close(): Promise<void> {
    return this.maker.close();
  }

  private askAhead(): void {
    const last = Math.min(this.head + this.maker.ahead, this.stepsPerEpoch * this.settings.epochs - 1);
    for (let next = this.head + 1; next <= last; next++) this.queued(next);
  }

  private queued(step: number): Queued {
    const found = this.queue.get(step) ?? this.make(step);
    this.queue.set(step, found);
    return found;
  }

  private make(step: number): Queued {
    const { epoch, index } = this.position(step);
    const first = index * this.settings.batchSize;
    // A copy: a message carries the whole buffer of what it holds.
    const places = this.orderOf(epoch).slice(first, first + this.settings.batchSize);
    const made = this.maker.make({ step, epoch, first, places });
    if (!(made instanceof Promise)) return { batch: made, promise: null };
    const queued: Queued = { batch: null, promise: made };
    // A failure is thrown where the batch is waited for, and only there.
    made.then(
      (batch) => (queued.batch = batch),
      () => null,
    );
    return queued;
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
