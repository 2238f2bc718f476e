/** Events on their way to a host that may take them slower than they come: in order, and bounded. */
import type { EngineEvent } from './protocol';

/** Messages that the host has not taken yet; beyond this, steps and probes are dropped rather than kept in memory. */
export const MAX_WAITING = 256;

/** Numbers, many a second; all of them are in the run's log. */
const isDroppable = ({ type }: EngineEvent): boolean => type === 'step' || type === 'probe';

export class Outbox {
  #waiting = 0;

  /** @param post hands an event on, and calls back when the host has taken it */
  constructor(private readonly post: (event: EngineEvent, taken: () => void) => void) {}

  send(event: EngineEvent): void {
    if (isDroppable(event) && this.#waiting >= MAX_WAITING) return;
    this.#waiting++;
    this.post(event, () => {
      this.#waiting--;
    });
  }
}
