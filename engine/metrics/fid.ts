import { sizeOf } from '../data/samples';
import { Problem } from '../process/problem';
import type { Task } from '../data/task';
import type { Metric } from './metric';
import { addMoments, frechetDistance, gaussian, momentsOf } from './support/frechet';

/** The square root takes some n³ · 40 operations, and a value is shown several times a second. */
const MOST_NUMBERS = 64;

const tooMany = (numbers: number) =>
  new Problem(
    'metric-misfit',
    `metrics: "fid" compares vectors of up to ${MOST_NUMBERS} numbers, the targets have ${numbers}; leave it out`,
  );

/** Numbers a target. */
function sizeOfTarget({ target }: Task): number {
  const size = target.kind === 'numbers' ? sizeOf(target.shape) : 0;
  if (size > MOST_NUMBERS) throw tooMany(size);
  return size;
}

/**
 * FID-like: the Fréchet distance between Gaussians fitted to the predicted and to the true vectors. It asks whether they
 * are spread alike, not whether each prediction is near its target. NaN below two samples. sums: moments of the
 * predictions, then of the targets.
 */
export const metric: Metric = {
  id: 'fid',
  title: 'Fréchet distance (FID-like)',
  takes: ['numbers'],
  better: 'lower',
  unit: 'number',
  start: (task) => new Array<number>(2 * momentsOf(sizeOfTarget(task))).fill(0),
  add(sums, { logits, targets, task }) {
    const n = sizeOfTarget(task);
    addMoments(sums, 0, logits, n);
    addMoments(sums, momentsOf(n), targets, n);
  },
  value(sums, task) {
    const n = sizeOfTarget(task);
    return frechetDistance(gaussian(sums, 0, n), gaussian(sums, momentsOf(n), n));
  },
};
