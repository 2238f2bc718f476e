/** The time of a run, put together from the typical time of each kind of its turns. */
import type { NextStep, TrainOutcome } from '../training/network';
import { median } from './median';

/** What trains; the loop asks it for a step, or for several that are short. */
interface Trainer {
  trainSeveral(next: (index: number) => NextStep | null): Promise<TrainOutcome[]>;
}

/** Of a turn or a step: wall time, and that of all cores. */
export interface Time {
  milliseconds: number;
  cpuMilliseconds: number;
}

/** What is worth a median of its own: how many steps are done in one call, and whether it is looked into. */
const kindOf = (outcomes: TrainOutcome[]): string =>
  `${outcomes.length} ${outcomes.some(({ report }) => report) ? 'probed' : 'plain'}`;

/** Of all cores; the system counts in microseconds. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * A turn begins where the loop asks for steps and ends where it asks for the next ones: all that is observed, told and
 * metered in between is of it. What else the machine does falls on some turns of every kind; the medians leave it out.
 */
export class Turns {
  private readonly times = new Map<string, Time[]>();
  private steps = 0;
  private kind = '';
  private start: Time | null = null;

  /** The trainer with its turns timed. */
  time<T extends Trainer>(trainer: T): T {
    const timed = Object.create(trainer) as T;
    timed.trainSeveral = async (next) => {
      this.end();
      this.start = { milliseconds: performance.now(), cpuMilliseconds: cpuMilliseconds() };
      const outcomes = await trainer.trainSeveral(next);
      this.kind = kindOf(outcomes);
      this.steps += outcomes.length;
      return outcomes;
    };
    return timed;
  }

  /** Ends the turn that runs, if one does. @param place the last turn of an epoch has the epoch's end in it */
  end(place: 'inside' | 'last' = 'inside'): void {
    const { start } = this;
    if (!start) return;
    this.start = null;
    const kind = `${this.kind} ${place}`;
    const times = this.times.get(kind) ?? [];
    times.push({
      milliseconds: performance.now() - start.milliseconds,
      cpuMilliseconds: cpuMilliseconds() - start.cpuMilliseconds,
    });
    this.times.set(kind, times);
  }

  /** Σ over kinds of turns × median of the kind, / steps. */
  perStep(): Time {
    const total = (name: keyof Time): number =>
      [...this.times.values()].reduce((sum, times) => sum + times.length * median(times.map((time) => time[name])), 0);
    return { milliseconds: total('milliseconds') / this.steps, cpuMilliseconds: total('cpuMilliseconds') / this.steps };
  }
}
