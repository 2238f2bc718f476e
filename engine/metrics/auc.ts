import type { Task } from '../data/task';
import type { Metric, Predictions } from './metric';
import { classesOf, eachLabel } from './support/places';
import { binOf } from './support/scale';

/** As many bins a class as bound the error well below what a validation set's size does, while all sums stay few. */
const [MOST_BINS, MOST_NUMBERS] = [1024, 2 ** 16];

/** Even thousands of classes keep so many. */
const LEAST_BINS = 16;

/** Classes that are ranked against the rest: class 1 alone where there are two. */
const ranked = (task: Task): number => (classesOf(task) === 2 ? 1 : classesOf(task));

const binsOf = (task: Task): number =>
  Math.max(LEAST_BINS, Math.min(MOST_BINS, Math.floor(MOST_NUMBERS / (2 * ranked(task)))));

/** log (p / (1 − p)) of each class from its softmax p. */
function logOdds(row: Float32Array): number[] {
  const top = row.reduce((best, logit, index) => (logit > row[best]! ? index : best), 0);
  const powers = Array.from(row, (logit) => Math.exp(logit - row[top]!));
  // All but the largest, whose own power is 1: no difference of nearly equal sums.
  const rest = powers.reduce((sum, power, index) => (index === top ? sum : sum + power), 0);
  return powers.map((power, index) =>
    index === top ? -Math.log(rest) : row[index]! - row[top]! - Math.log(Math.max(1, 1 + rest - power)),
  );
}

/** The scores, in log-odds, of the classes that are ranked. */
function scores({ logits, task: { outputs } }: Predictions, at: number): number[] {
  if (outputs === 1) return [logits[at]!];
  if (outputs === 2) return [logits[at + 1]! - logits[at]!];
  return logOdds(logits.subarray(at, at + outputs));
}

/** Of one class: Σ over bins of the pairs (member, other) in the right order, those of one bin counted half. */
function area(sums: readonly number[], from: number, bins: number): number {
  let [others, members, pairs] = [0, 0, 0];
  for (let at = from; at < from + 2 * bins; at += 2) {
    const [other, member] = [sums[at]!, sums[at + 1]!];
    pairs += member * (others + other / 2);
    others += other;
    members += member;
  }
  return pairs / (members * others);
}

/**
 * Area under the ROC curve: the share of pairs (a member of the class, another) whose scores stand in the right order.
 * Of class 1 where there are two classes, else the mean over classes, each against the rest (of those that have both
 * members and others), scores being the softmax's. sums: others and members in each bin of scores, class by class; pairs
 * within one bin count half, so the exact area is within half the share of such pairs of this one.
 */
export const metric: Metric = {
  id: 'auc',
  title: 'Area under the ROC curve',
  takes: ['classes'],
  better: 'higher',
  unit: 'share',
  start: (task) => new Array<number>(ranked(task) * 2 * binsOf(task)).fill(0),
  add(sums, predictions) {
    const bins = binsOf(predictions.task);
    const isSingle = ranked(predictions.task) === 1;
    eachLabel(predictions, (label, at) => {
      scores(predictions, at).forEach((score, index) => {
        const isMember = label === (isSingle ? 1 : index);
        sums[2 * (index * bins + binOf(score, bins)) + (isMember ? 1 : 0)]!++;
      });
    });
  },
  value(sums, task) {
    const bins = binsOf(task);
    const areas = Array.from({ length: ranked(task) }, (_, index) => area(sums, 2 * index * bins, bins));
    const known = areas.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  },
};
