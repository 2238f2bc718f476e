/** What a run minimizes and measures: loss and metrics as the specification names them, or as fits the data. */
import { Problem } from '../process/problem';
import type { Dataset } from '../data/samples';
import type { SourceData } from '../data/sources/source';
import { sizeOf } from '../data/samples';
import type { Target, Task } from '../data/task';
import type { Loss, LossOptions } from '../losses/loss';
import { losses } from '../losses/losses.generated';
import type { Metric } from '../metrics/metric';
import { metrics } from '../metrics/metrics.generated';
import type { Specification } from './specification/specification';

export interface Objective {
  task: Task;
  loss: Loss;
  options: LossOptions;
  metrics: readonly Metric[];
}

/** Where the specification leaves it open. */
const standardLoss: Record<Target['kind'], string> = {
  classes: 'crossEntropy',
  numbers: 'meanSquaredError',
  boxes: 'boxes',
};
const standardMetrics: Record<Target['kind'], readonly string[]> = {
  classes: ['accuracy'],
  numbers: ['rmse'],
  boxes: ['map'],
};

const kinds: Record<Target['kind'], string> = { classes: 'classes', numbers: 'numbers', boxes: 'boxes' };

const misfit = (key: string, id: string, { takes }: Loss | Metric, { kind }: Target, fitting: string[]) =>
  new Problem(
    'wrong-value',
    `${key} "${id}" is for ${takes.map((one) => kinds[one]).join(' or ')}, the data has ${kinds[kind]}; use ${fitting.join(', ')}`,
  );

/** The members that the specification names; all fit the target. */
function chosen<T extends Loss | Metric>(key: string, list: readonly T[], ids: readonly string[], target: Target): T[] {
  const fits = (one: T) => one.takes.includes(target.kind);
  return ids.map((id) => {
    const one = list.find((candidate) => candidate.id === id)!;
    if (fits(one)) return one;
    const fitting = list.filter(fits).map((other) => other.id);
    throw misfit(key, id, one, target, fitting);
  });
}

/** n / (classes · n_c) for each class c that occurs, as scikit-learn's "balanced"; 1 for one that does not. */
export function balancedWeights({ targets }: Dataset, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of targets.values) if (label >= 0) counts[label]!++;
  const all = counts.reduce((sum, one) => sum + one, 0);
  return counts.map((one) => (one ? all / (classes * one) : 1));
}

const idleSmoothing = (id: string, fitting: readonly string[]) => {
  const others = fitting.length > 0 ? `, or loss to ${fitting.join(' or ')}` : '';
  return new Problem(
    'wrong-value',
    `regularization.labelSmoothing has no effect on loss "${id}"; set it to 0${others}`,
  );
};

/** @throws Problem where labels are to be smoothed by a loss that does not */
function labelSmoothingOf({ regularization: { labelSmoothing } }: Specification, loss: Loss, target: Target): number {
  if (labelSmoothing === 0 || loss.smooths) return labelSmoothing;
  const fitting = losses.filter((other: Loss) => other.smooths && other.takes.includes(target.kind));
  throw idleSmoothing(
    loss.id,
    fitting.map(({ id }) => id),
  );
}

function classWeightsOf({ data }: Specification, target: Target, train: Dataset): number[] | null {
  if (data.balance === 'none') return null;
  if (target.kind !== 'classes' || (data.balance === 'sampling' && sizeOf(target.shape) !== 1)) {
    throw new Problem('wrong-value', `data.balance "${data.balance}" needs one class a sample; set it to none`);
  }
  return data.balance === 'classWeights' ? balancedWeights(train, target.classes) : null;
}

/** A metric refuses what it cannot sum up when it begins. */
function begin(list: readonly Metric[], task: Task): readonly Metric[] {
  for (const metric of list) metric.start(task);
  return list;
}

/**
 * @param train measured for class weights
 * @throws Problem where the loss or a metric is for other targets
 */
export function objectiveOf(
  specification: Specification,
  { target, vocabulary, dataset }: SourceData,
  train: Dataset,
): Objective {
  const { kind } = target;
  const [loss] = chosen('loss', losses, [specification.loss ?? standardLoss[kind]], target);
  const task = { inputShape: dataset.inputShape, vocabulary, target, outputs: loss!.outputs(target) };
  return {
    task,
    loss: loss!,
    options: {
      labelSmoothing: labelSmoothingOf(specification, loss!, target),
      classWeights: classWeightsOf(specification, target, train),
    },
    metrics: begin(chosen('metrics', metrics, specification.metrics ?? standardMetrics[kind], target), task),
  };
}
