/** The fifth crash of the engine in three minutes is no accident any more: every run is a program of its own. */
const MOST_CRASHES = 5;
const WINDOW_MS = 3 * 60 * 1000;

/** Remembers crashes, so that a process that keeps crashing is not started again and again. */
export class CrashLimit {
  #crashes: number[] = [];

  constructor(private readonly most = MOST_CRASHES) {}

  /** A process crashed at this time (milliseconds, monotonic). */
  crashed(at: number): void {
    this.#crashes = [...this.#crashes, at].slice(-this.most);
  }

  /** Whether another start would only crash again. */
  isReached(now: number): boolean {
    return this.#crashes.length === this.most && now - this.#crashes[0]! < WINDOW_MS;
  }
}
