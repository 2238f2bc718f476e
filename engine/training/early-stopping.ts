/** When training ends because the validation loss no longer falls (Prechelt, 1998). */
import type { Specification } from './specification/specification';

type Settings = Specification['training']['earlyStopping'];

export class EarlyStopping {
  #best = Infinity;
  /** Validations since the best. */
  #since = 0;

  constructor(private readonly settings: Settings) {}

  get isOver(): boolean {
    return this.settings !== null && this.#since >= this.settings.patience;
  }

  /** @returns whether this is the best so far */
  observe(loss: number): boolean {
    const isBetter = loss < this.#best - (Number.isFinite(this.#best) ? (this.settings?.minDelta ?? 0) : 0);
    this.#since = isBetter ? 0 : this.#since + 1;
    if (isBetter) this.#best = loss;
    return isBetter;
  }

  /** Plain and finite numbers: nothing before the first validation. */
  save(): number[] {
    return Number.isFinite(this.#best) ? [this.#best, this.#since] : [];
  }

  restore([best = Infinity, since = 0]: number[]): void {
    this.#best = best;
    this.#since = since;
  }
}
