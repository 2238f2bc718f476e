/** Step messages, at most ten a second: each holds the mean over the steps since the last. */
import type { Batch } from '../data/batches';
import type { EngineEvent } from '../process/protocol';
import type { Outcome } from './parts';
import type { Sums } from './sums';
import { finite } from './sums';

/** Ten messages a second look live; more would only load the pipe and the page. */
const INTERVAL = 0.1;

type StepEvent = Extract<EngineEvent, { type: 'step' }>;
type At = Pick<StepEvent, 'step' | 'epoch' | 'learningRate'>;

/** Seconds since some fixed moment; unlike the time of day it never jumps. */
const seconds = (): number => performance.now() / 1000;

export class Meter {
  private last = -Infinity;
  private start = seconds();
  /** Seconds that training waited for its input, since the last message. */
  private waited = 0;

  constructor(
    private readonly sums: Sums,
    private readonly emit: (event: StepEvent) => void,
  ) {}

  /** Seconds of training since it began, pauses apart. */
  get elapsed(): number {
    return seconds() - this.start;
  }

  /** Counts a step; emits a message if the last is old enough. */
  step(at: At, outcome: Outcome, batch: Batch): void {
    this.sums.add(outcome, batch);
    if (seconds() - this.last >= INTERVAL) this.flush(at);
  }

  /** Time that went by without training. */
  skip(paused: number): void {
    this.start += paused;
    this.last += paused;
  }

  wait(waited: number): void {
    this.waited += waited;
  }

  /** Emits what was not told yet. */
  flush(at: At): void {
    const { samples } = this.sums;
    if (samples === 0) return;
    const now = seconds();
    const since = now - Math.max(this.last, this.start);
    this.emit({
      type: 'step',
      ...at,
      loss: finite(this.sums.meanLoss),
      metrics: this.sums.metricValues(),
      seconds: this.elapsed,
      samplesPerSecond: since > 0 ? samples / since : 0,
      inputWait: since > 0 ? Math.min(1, this.waited / since) : 0,
    });
    this.sums.reset();
    this.waited = 0;
    this.last = now;
  }
}
