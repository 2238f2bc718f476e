/** Steps that are shown to the symptoms together. */
import type { Observation, ObservationOf } from './observation';
import type { Watch } from './watch';

/**
 * Seconds that news may be late. Between two steps the processor's caches hold the training's data: to get the symptoms'
 * code and memory back costs 40 µs each time, 3 % of a short step.
 */
const LATEST = 0.05;

/** Steps that wait at most. */
const MOST = 32;

/** In the order in which they come; what a symptom tells is the same as if each had been shown at once. */
export class Bundle {
  private steps: ObservationOf<'step'>[] = [];
  private seconds = 0;

  constructor(private readonly watch: Watch) {}

  observe(observation: Observation): void {
    if (observation.type === 'step') this.wait(observation);
    else this.open().observe(observation);
  }

  /** Its watch, that has seen all. */
  open(): Watch {
    const { steps, watch } = this;
    this.steps = [];
    this.seconds = 0;
    for (const step of steps) watch.observe(step);
    return watch;
  }

  private wait(step: ObservationOf<'step'>): void {
    this.steps.push(step);
    this.seconds += step.seconds;
    if (this.steps.length >= MOST || this.seconds >= LATEST) this.open();
  }
}
