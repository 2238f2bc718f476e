/** Messages that an editor sends after each change: of diagnostics, hints, lenses and models, and that it wants no others. */
const MESSAGES = 16;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Changes that come one after the other, as those that arrived while something long was done: what they lead to waits
 * until the last of them. A turn of the event loop takes in one message, so that a pause costs some microseconds.
 */
export class Pause {
  /** How many there have been. */
  changes = 0;

  change(): void {
    this.changes += 1;
  }

  /** Resolved once no change waits. */
  async come(): Promise<void> {
    let known: number;
    do {
      known = this.changes;
      for (let i = 0; i < MESSAGES && known === this.changes; i++) await turn();
    } while (known !== this.changes);
  }
}
