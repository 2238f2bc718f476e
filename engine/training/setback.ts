/**
 * Where a run goes on that left the finite numbers.
 *
 * A step is a function of weights, batch and seed: the one that failed would fail again at any learning rate. So the run
 * goes back to its latest checkpoint. Where a lower rate fails from there, too, that one's weights are to blame already,
 * and the run goes back to the one before.
 */
import { checkpointBefore, type Latest } from '../storage/checkpoints';

export class Setback {
  /** The step that was gone on from last, and the rate that had failed before. */
  #last: { from: number; learningRate: number } | null = null;

  constructor(private readonly checkpoints: string) {}

  /**
   * Null for the run's beginning.
   * @param learningRate at which it failed
   * @throws Problem where the checkpoints are damaged
   */
  choose(learningRate: number): Latest | null {
    const latest = checkpointBefore(this.checkpoints, Infinity);
    const step = stepOf(latest);
    const isToBlame = this.#last?.from === step && learningRate < this.#last.learningRate;
    const chosen = isToBlame ? checkpointBefore(this.checkpoints, step) : latest;
    this.#last = { from: stepOf(chosen), learningRate };
    return chosen;
  }
}

/** 0 for the run's beginning. */
export const stepOf = (latest: Latest | null): number => latest?.checkpoint.step ?? 0;
