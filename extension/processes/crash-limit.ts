/** The same limit as the language client's: the fifth crash in three minutes is no accident any more. */
const MOST_CRASHES = 5;
const WINDOW_MS = 3 * 60 * 1000;

/** Remembers crashes, so that a process that keeps crashing is not started again and again. */
export class CrashLimit {
  #crashes: number[] = [];

  /** A process crashed at this time (milliseconds, monotonic). */
  crashed(at: number): void {
    this.#crashes = [...this.#crashes, at].slice(-MOST_CRASHES);
  }

  /** Whether another start would only crash again. */
  isReached(now: number): boolean {
    return this.#crashes.length === MOST_CRASHES && now - this.#crashes[0]! < WINDOW_MS;
  }
}
