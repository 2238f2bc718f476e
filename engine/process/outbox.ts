/** Events on their way to a host that may take them slower than they come: in order, and bounded. */
import type { EngineEvent } from './protocol';

/** Messages that the host has not taken yet; beyond this, of each kind that comes often only the latest waits. */
export const MAX_WAITING = 256;

/** A run has as many of them as it has steps or epochs; all are in its log. */
const OFTEN: ReadonlySet<EngineEvent['type']> = new Set([
  'step',
  'probe',
  'epoch',
  'validation',
  'checkpoint',
  'notice',
]);

export class Outbox {
  #waiting = 0;
  /** The latest of each kind, in the order in which they came. */
  readonly #held = new Map<EngineEvent['type'], EngineEvent>();

  /** @param post hands an event on, and calls back when the host has taken it */
  constructor(private readonly post: (event: EngineEvent, taken: () => void) => void) {}

  send(event: EngineEvent): void {
    if (OFTEN.has(event.type) && (this.#held.size > 0 || this.#waiting >= MAX_WAITING)) {
      this.#held.delete(event.type);
      this.#held.set(event.type, event);
      return;
    }
    // What comes seldom is never overtaken by what came before it.
    while (this.#held.size > 0) this.#postHeld();
    this.#post(event);
  }

  #post(event: EngineEvent): void {
    this.#waiting++;
    this.post(event, () => {
      this.#waiting--;
      if (this.#held.size > 0 && this.#waiting < MAX_WAITING) this.#postHeld();
    });
  }

  #postHeld(): void {
    const [first] = this.#held.values();
    if (!first) return;
    this.#held.delete(first.type);
    this.#post(first);
  }
}
