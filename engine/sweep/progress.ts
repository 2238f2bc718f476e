/** How far a sweep is, how fast, and how long it will take. */
import type { EngineEvent } from '../process/protocol';
import type { Plan } from './plan';
import { epochsLeft, scoreAt } from './rungs';
import type { Trial } from './trial';

export interface Pace {
  /** Trials that will not train again as things stand. */
  ended: number;
  trials: number;
  /** Over all trials that train now. */
  samplesPerSecond: number;
  /** Null in the first moments. */
  secondsLeft: number | null;
  /** Of all trials so far. */
  best: { trial: number; objective: number } | null;
}

/** A line that is rewritten twice a second looks live. */
const INTERVAL_MS = 500;

/** Before, the start of the first processes counts for too much. */
const FIRST_ESTIMATE_S = 3;

interface Live {
  samplesPerSecond: number;
  stepsPerEpoch: number;
  /** Epochs, in parts, at its first step here and now. */
  from: number;
  now: number;
}

const ENDED = new Set<Trial['status']>(['paused', 'finished', 'failed', 'crashed']);

export class Progress {
  private readonly live = new Map<number, Live>();
  private readonly start = performance.now();
  /** Epochs trained here by trials that have ended. */
  private trained = 0;
  private last = -Infinity;

  constructor(
    private readonly plan: Pick<Plan, 'rungs' | 'better'>,
    private readonly trials: readonly Trial[],
  ) {}

  /** @returns the pace, if it is time to tell it */
  watch({ trial }: Trial, event: EngineEvent): Pace | null {
    if (event.type === 'started') {
      const from = event.step / event.stepsPerEpoch;
      this.live.set(trial, { samplesPerSecond: 0, stepsPerEpoch: event.stepsPerEpoch, from, now: from });
    }
    const live = this.live.get(trial);
    if (event.type !== 'step' || !live) return null;
    live.samplesPerSecond = event.samplesPerSecond;
    live.now = event.step / live.stepsPerEpoch;
    if (performance.now() - this.last < INTERVAL_MS) return null;
    this.last = performance.now();
    return this.pace();
  }

  ended({ trial }: Trial): void {
    const live = this.live.get(trial);
    if (live) this.trained += live.now - live.from;
    this.live.delete(trial);
  }

  private pace(): Pace {
    const live = [...this.live.values()];
    const trained = live.reduce((sum, { now, from }) => sum + now - from, this.trained);
    const begun = live.reduce((sum, { now }) => sum + (now - Math.floor(now)), 0);
    const left = epochsLeft(this.plan.rungs, this.trials, this.plan.better) - begun;
    const elapsed = (performance.now() - this.start) / 1000;
    return {
      ended: this.trials.filter(({ status }) => ENDED.has(status)).length,
      trials: this.trials.length,
      samplesPerSecond: live.reduce((sum, { samplesPerSecond }) => sum + samplesPerSecond, 0),
      secondsLeft: trained > 0 && elapsed >= FIRST_ESTIMATE_S ? (Math.max(0, left) / trained) * elapsed : null,
      best: this.best(),
    };
  }

  private best(): Pace['best'] {
    const sign = this.plan.better === 'lower' ? 1 : -1;
    const scored = this.trials.flatMap((trial) => {
      const objective = scoreAt(trial, trial.scores.length - 1);
      return typeof objective === 'number' ? [{ trial: trial.trial, objective }] : [];
    });
    return scored.sort((a, b) => sign * (a.objective - b.objective))[0] ?? null;
  }
}
