import type { Task } from '../data/task';
import { Problem } from '../process/problem';
import type { Metric, Predictions } from './metric';
import { predictedClass } from './support/places';

/** Longest run of tokens that is compared. */
const ORDERS = 4;

const noSequence = () =>
  new Problem(
    'metric-misfit',
    'metrics: "bleu" compares sequences of classes, the data has one class a sample; use accuracy, or leave it out',
  );

/** @throws Problem where a target is no sequence */
function start({ target }: Task): number[] {
  if (target.kind === 'classes' && target.shape.length === 0) throw noSequence();
  return new Array<number>(2 * ORDERS).fill(0);
}

/** How often each run of `order` tokens occurs. */
function runs(tokens: readonly number[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let from = 0; from + order <= tokens.length; from++) {
    const run = tokens.slice(from, from + order).join();
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Adds one sequence: of each order the runs of the candidate that the reference has (each at most as often), and all. */
function addSequence(sums: number[], candidate: number[], reference: number[]): void {
  for (let order = 1; order <= ORDERS; order++) {
    const known = runs(reference, order);
    for (const [run, count] of runs(candidate, order)) {
      sums[2 * order - 2]! += Math.min(count, known.get(run) ?? 0);
      sums[2 * order - 1]! += count;
    }
  }
}

/** One sample's labelled places: what was predicted there, and what stands there. */
function sequence({ logits, targets, count, task: { outputs } }: Predictions, sample: number): [number[], number[]] {
  const length = targets.length / count;
  const places = Array.from({ length }, (_, index) => sample * length + index).filter((place) => targets[place]! >= 0);
  return [
    places.map((place) => predictedClass(logits, place * outputs, outputs)),
    places.map((place) => targets[place]!),
  ];
}

/**
 * BLEU-4 of Papineni et al. (2002), over the corpus: the geometric mean of the clipped precisions of runs of 1 to 4 tokens.
 * The candidate is the likeliest token at each labelled place after the true tokens before it, so it is as long as its
 * reference and the brevity penalty is 1. No smoothing: an order without a match makes it 0, as in the paper; orders that
 * no sequence is long enough for are left out. sums: matched and all of order 1, of order 2, …
 */
export const metric: Metric = {
  id: 'bleu',
  title: 'BLEU-4 (next tokens)',
  takes: ['classes'],
  better: 'higher',
  unit: 'share',
  start,
  add(sums, predictions) {
    for (let sample = 0; sample < predictions.count; sample++) addSequence(sums, ...sequence(predictions, sample));
  },
  value(sums) {
    const precisions = Array.from({ length: ORDERS }, (_, index) => sums[2 * index]! / sums[2 * index + 1]!);
    const logs = precisions.filter((value) => !Number.isNaN(value)).map(Math.log);
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
  },
};
