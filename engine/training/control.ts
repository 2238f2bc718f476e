/** What someone who watches a run may ask of it while it trains; the loop looks between steps. */
export class Control {
  #isStopped = false;
  #epochs = Infinity;
  #learningRate: number | null = null;
  #paused: { end: Promise<void>; resume: () => void; reason: string | null } | null = null;

  /** Save and stop; a pause ends. */
  stop(): void {
    this.#isStopped = true;
    this.resume();
  }

  /** Save and stop once so many epochs are done. */
  stopAfter(epochs: number): void {
    this.#epochs = epochs;
  }

  /** @param reason why, where nobody asked for it */
  pause(reason: string | null = null): void {
    if (this.#isStopped || this.#paused) return;
    const waiting: { resume?: () => void } = {};
    const end = new Promise<void>((settle) => {
      waiting.resume = settle;
    });
    this.#paused = { end, resume: () => waiting.resume?.(), reason };
  }

  resume(): void {
    this.#paused?.resume();
    this.#paused = null;
  }

  /** Replaces the specification's learning rate from the next step on; the schedule goes on multiplying it. */
  setLearningRate(rate: number): void {
    this.#learningRate = rate;
  }

  /** The rate that a run had, where it goes back behind the moment when that was set; one that was asked for since counts. */
  keepLearningRate(rate: number): void {
    this.#learningRate ??= rate;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Whether to stop now that so many epochs are done. */
  stopsAt(epochs: number): boolean {
    return this.#isStopped || epochs >= this.#epochs;
  }

  /** Settles when the pause ends; null where there is none. */
  get paused(): Promise<void> | null {
    return this.#paused?.end ?? null;
  }

  /** Why it is paused; null where somebody asked for it. */
  get reason(): string | null {
    return this.#paused?.reason ?? null;
  }

  /** The rate that was asked for since the last call; null where none was. */
  takeLearningRate(): number | null {
    const rate = this.#learningRate;
    this.#learningRate = null;
    return rate;
  }
}
