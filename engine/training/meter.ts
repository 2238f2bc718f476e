/** Step messages, at most ten a second: each holds the mean over the steps since the last. */
import type { EngineEvent } from '../process/protocol';
import type { Sums } from './sums';
import { finite } from './sums';

/** Ten messages a second look live; more would only load the pipe and the page. */
const INTERVAL = 0.1;

type StepEvent = Extract<EngineEvent, { type: 'step' }>;

/** Seconds since some fixed moment; unlike the time of day it never jumps. */
const seconds = (): number => performance.now() / 1000;

export class Meter {
  private last = -Infinity;
  private readonly start = seconds();

  constructor(
    private readonly sums: Sums,
    private readonly emit: (event: StepEvent) => void,
  ) {}

  /** Seconds since training began. */
  get elapsed(): number {
    return seconds() - this.start;
  }

  /** Counts a step; emits a message if the last is old enough. */
  step(at: Pick<StepEvent, 'step' | 'epoch' | 'learningRate'>, batch: Parameters<Sums['add']>): void {
    this.sums.add(...batch);
    if (seconds() - this.last >= INTERVAL) this.flush(at);
  }

  /** Emits what was not told yet. */
  flush(at: Pick<StepEvent, 'step' | 'epoch' | 'learningRate'>): void {
    if (this.sums.samples === 0) return;
    const now = seconds();
    const since = now - Math.max(this.last, this.start);
    this.emit({
      type: 'step',
      ...at,
      loss: finite(this.sums.meanLoss),
      metrics: this.sums.metricValues(),
      seconds: this.elapsed,
      samplesPerSecond: since > 0 ? this.sums.samples / since : 0,
    });
    this.sums.reset();
    this.last = now;
  }
}
