/** Tells a busy process from a responsive one by the pings that it answered; a dead one is told by its exit. */
export class Heartbeat {
  #asked: number | undefined;

  /** A ping was sent at this time (milliseconds, monotonic); an earlier one without an answer still counts. */
  sent(at: number): void {
    this.#asked ??= at;
  }

  /** A pong arrived. */
  answered(): void {
    this.#asked = undefined;
  }

  /** Milliseconds since the first ping without an answer; 0 when all were answered. */
  silence(now: number): number {
    return this.#asked === undefined ? 0 : now - this.#asked;
  }
}
