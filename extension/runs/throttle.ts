/** A view is told at most this often: ten times a second looks live, and bounds the work for any rate of events. */
const INTERVAL_MS = 100;

/** Calls at once, then at most once an interval, and never leaves the last request unanswered. */
export class Throttle {
  #timer: NodeJS.Timeout | undefined;
  #asked = false;
  #isDisposed = false;

  constructor(
    private readonly call: () => void,
    private readonly interval = INTERVAL_MS,
  ) {}

  request(): void {
    if (this.#isDisposed) return;
    if (this.#timer) {
      this.#asked = true;
      return;
    }
    this.#run();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#asked = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#asked) this.#run();
    }, this.interval);
    this.call();
  }
}
