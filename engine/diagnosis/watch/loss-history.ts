/**
 * The losses of a run's steps in bounded memory: means over groups of steps.
 *
 * A step's loss is a mean over a batch and as uncertain as that is small. The mean over a group of 256 samples is known
 * to a sixteenth of the deviation between samples, however large the batches are.
 */
import type { ObservationOf } from './observation';
import { mean } from './show';

/** Samples of a group. */
const GROUP = 256;

/** Samples whose mean is the initial loss: few, as the weights move meanwhile. */
const FIRST = 32;

/** Groups that are remembered. */
const GROUPS = 40;

/** Groups whose mean is the recent loss: TheDeepChecker's five checks (Ben Braiek & Khomh, 2023). */
const RECENT = 5;

export class LossHistory {
  private readonly steps: { group: number; first: number };
  private first: [sum: number, count: number] = [0, 0];
  private group: [sum: number, count: number] = [0, 0];
  private best = Infinity;
  private means: number[] = [];

  constructor(batchSize: number) {
    this.steps = { group: Math.ceil(GROUP / batchSize), first: Math.ceil(FIRST / batchSize) };
  }

  /** Takes a step's loss; at the end of a group, once there are enough, how the losses stand. */
  add(step: number, loss: number): ObservationOf<'losses'> | null {
    if (this.first[1] < this.steps.first) this.first = [this.first[0] + loss, this.first[1] + 1];
    this.group = [this.group[0] + loss, this.group[1] + 1];
    if (this.group[1] < this.steps.group) return null;
    this.means.push(this.group[0] / this.group[1]);
    this.group = [0, 0];
    if (this.means.length > GROUPS) this.means.shift();
    if (this.means.length < RECENT) return null;
    const recent = mean(this.means.slice(-RECENT));
    this.best = Math.min(this.best, recent);
    return { type: 'losses', step, initial: this.first[0] / this.first[1], recent, best: this.best, means: this.means };
  }

  /** As plain numbers, for a checkpoint. */
  save(): number[] {
    return [...this.first, ...this.group, Number.isFinite(this.best) ? this.best : Number.MAX_VALUE, ...this.means];
  }

  restore([firstSum = 0, firstCount = 0, sum = 0, count = 0, best = Infinity, ...means]: number[]): void {
    this.first = [firstSum, firstCount];
    this.group = [sum, count];
    this.best = best;
    this.means = means.slice(-GROUPS);
  }
}
