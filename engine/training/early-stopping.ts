/** When training ends because the validation loss no longer falls (Prechelt, 1998). */
import type { Specification } from './specification/specification';

type Settings = Specification['training']['earlyStopping'];

/** No loss yet: a number, since checkpoints are written as JSON, which has no infinity. */
const NONE = Number.MAX_VALUE;

export class EarlyStopping {
  #best = NONE;
  /** Validations since the best. */
  #since = 0;

  constructor(private readonly settings: Settings) {}

  get isOver(): boolean {
    return this.settings !== null && this.#since >= this.settings.patience;
  }

  /** @returns whether this is the best so far */
  observe(loss: number): boolean {
    const isBetter = loss < (this.#best === NONE ? NONE : this.#best - (this.settings?.minDelta ?? 0));
    this.#since = isBetter ? 0 : this.#since + 1;
    if (isBetter) this.#best = loss;
    return isBetter;
  }

  save(): number[] {
    return [this.#best, this.#since];
  }

  restore([best = NONE, since = 0]: number[]): void {
    this.#best = best;
    this.#since = since;
  }
}
