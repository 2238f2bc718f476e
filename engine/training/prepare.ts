/** The data of a run, checked and split before anything is written or computed. */
import { checkAugmentations } from '../data/augment';
import type { InputScale } from '../data/batches';
import { withoutMissing } from '../data/imputation';
import { fitNormalization } from '../data/normalization';
import type { Dataset, Field } from '../data/samples';
import { split, type Splits } from '../data/splits';
import type { SourceData } from '../data/sources/source';
import type { Target } from '../data/task';
import { Problem } from '../process/problem';
import { objectiveOf, type Objective } from './objective';
import { sourceOf } from './resolve';
import type { Specification } from './specification/specification';

export interface PreparedData extends Splits {
  objective: Objective;
  /** Fitted on the training samples; null for tokens. */
  scale: InputScale;
  fingerprint: string;
}

const unusable = (cause: string) => new Problem('unusable-data', cause);

/** What would make training meaningless is said before the first step. */
function check({ targets, count }: Dataset, target: Target): void {
  if (count === 0) throw unusable('no samples are left to train on; set a smaller data.validation or data.test');
  if (target.kind === 'classes') checkClasses(targets.values, target);
  else if (!targets.values.every(Number.isFinite)) throw unusable('a target is not a finite number; check data.path');
}

function checkClasses(labels: Field['values'], { classes, shape }: Extract<Target, { kind: 'classes' }>): void {
  let [least, most, isConstant] = [Infinity, -Infinity, true];
  for (const label of labels) {
    if (label < -1 || label >= classes) {
      throw unusable(`a label is ${label}, but labels must lie in 0…${classes - 1}; check data.path`);
    }
    if (label < 0) continue;
    [least, most] = [Math.min(least, label), Math.max(most, label)];
    isConstant &&= least === most;
  }
  if (most < 0) throw unusable('no training sample has a label; check data.path');
  if (isConstant && shape.length === 0) {
    throw unusable(`every training sample has label ${least}: nothing to tell apart; check data.path`);
  }
}

/** What the data brings along stays whole. */
function splitsOf({ dataset, test, validation, columns }: SourceData, { data, training }: Specification): Splits {
  const settings = validation ? { ...data, validation: 0 } : data;
  const splits = split(dataset, test, settings, columns ?? {}, training.seed);
  return validation ? { ...splits, validation } : splits;
}

/**
 * Loads, splits and measures the data.
 * @throws Problem naming the file or setting, the cause and the next step
 */
export async function prepare(specification: Specification): Promise<PreparedData> {
  const { data, training } = specification;
  const loaded = await sourceOf(specification).load(data, training.seed);
  const splits = await withoutMissing(splitsOf(loaded, specification), loaded.fillable);
  check(splits.train, loaded.target);
  const isTokens = loaded.vocabulary !== null;
  const objective = objectiveOf(specification, loaded, splits.train);
  checkAugmentations(data.augment, objective.task);
  return {
    ...splits,
    objective,
    scale: isTokens ? null : await fitNormalization(splits.train, data.normalize, loaded.scalable ?? null),
    fingerprint: loaded.fingerprint,
  };
}

/** The specification with what it left to the data, so that a run's folder says all. */
export const completed = (specification: Specification, { objective }: PreparedData): Specification => ({
  ...specification,
  loss: objective.loss.id,
  metrics: objective.metrics.map(({ id }) => id),
});
