/** Tells a process that works from one that hangs: it is asked for an answer now and then. */

/** How often to ask; and how long no answer may come: no step, graph or file keeps a process from its messages so long. */
const [ASK_EVERY_MS, PATIENCE_MS] = [5000, 600_000];

export class Heartbeat {
  /** Questions in a row; unlike a time, they do not grow while the machine sleeps. */
  #unanswered = 0;
  readonly #asking: NodeJS.Timeout;

  /** @param hung is called once, with the seconds that went by without an answer */
  constructor(ask: () => void, hung: (seconds: number) => void, every = ASK_EVERY_MS, patience = PATIENCE_MS) {
    this.#asking = setInterval(() => {
      if (this.#unanswered * every >= patience) {
        this.stop();
        hung(Math.round(patience / 1000));
        return;
      }
      this.#unanswered++;
      ask();
    }, every);
  }

  /** Whatever it says tells that it lives. */
  answered(): void {
    this.#unanswered = 0;
  }

  stop(): void {
    clearInterval(this.#asking);
  }
}
