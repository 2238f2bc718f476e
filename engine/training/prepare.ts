/** The data of a run, checked and split before anything is written or computed. */
import { checkAugmentations } from '../data/augment';
import type { InputScale } from '../data/batches';
import { checkTargets } from '../data/check';
import { emptyParts } from '../data/empty-parts';
import { withoutMissing } from '../data/imputation';
import { withKnownCategories } from '../data/known-categories';
import { fitNormalization } from '../data/normalization';
import { split, type Splits } from '../data/splits';
import type { Signature } from '../data/signature';
import type { SourceData } from '../data/sources/source';
import { untrainedClasses } from '../data/untrained-classes';
import { whiteOf } from '../data/white';
import { Problem } from '../process/problem';
import { watchesLoss } from './learning-rate';
import { objectiveOf, type Objective } from './objective';
import { sourceOf } from './resolve';
import type { Specification } from './specification/specification';

export interface PreparedData extends Splits {
  objective: Objective;
  /** Fitted on the training samples; null for tokens. */
  scale: InputScale;
  /** Of an image's values, the brightest, where an augmentation must know. */
  white: number;
  fingerprint: string;
  signature: Signature;
  /** What to tell of the data before training. */
  notices: string[];
}

/** Of what a generator draws and of the split; runs of several seeds can share it, and so train and test on the same. */
export const dataSeedOf = ({ data, training }: Pick<Specification, 'data' | 'training'>): number =>
  data.seed ?? training.seed;

/** What the data brings along stays whole. */
function splitsOf(
  { dataset, test, validation, columns, twins }: SourceData,
  { data, training }: Specification,
): Splits {
  const settings = validation ? { ...data, validation: 0 } : data;
  const splits = split(dataset, test, settings, { columns, twins }, dataSeedOf({ data, training }));
  return validation ? { ...splits, validation } : splits;
}

/**
 * Loads, splits and measures the data.
 * @throws Problem naming the file or setting, the cause and the next step
 */
export async function prepare(specification: Specification): Promise<PreparedData> {
  const { data } = specification;
  const source = await sourceOf(specification).load(data, dataSeedOf(specification));
  const { parts, data: loaded } = await withKnownCategories(splitsOf(source, specification), source);
  const { filling, ...splits } = await withoutMissing(parts, loaded.fillable);
  checkTargets(splits.train, loaded.target);
  checkWatched(specification, splits);
  const isTokens = loaded.vocabulary !== null;
  const objective = objectiveOf(specification, loaded, splits.train);
  checkAugmentations(data.augment, objective.task);
  return {
    ...splits,
    objective,
    scale: isTokens ? null : await fitNormalization(splits.train, data.normalize, loaded.scalable ?? null),
    white: await whiteOf(splits.train, data.augment),
    fingerprint: loaded.fingerprint,
    signature: signatureOf(objective, loaded, filling),
    notices: [...emptyParts(splits, data), ...untrainedClasses(splits, loaded.target)],
  };
}

const signatureOf = ({ task }: Objective, data: SourceData, filling: Float32Array | null): Signature => ({
  task,
  names: data.names ? [...data.names] : null,
  categories: Object.fromEntries(Object.entries(data.categories ?? {}).map(([name, texts]) => [name, [...texts]])),
  units: { ...data.units },
  filling: filling && [...filling],
});

const needsValidation = (key: string) =>
  new Problem(
    'wrong-value',
    `${key} watches the validation loss, and there are no validation samples; set data.validation`,
  );

/** @throws Problem where something watches the validation loss and there is none */
function checkWatched({ training, optimizer }: Specification, { validation }: Splits): void {
  if (validation.count > 0) return;
  if (training.earlyStopping) throw needsValidation('training.earlyStopping');
  if (watchesLoss(optimizer)) throw needsValidation(`optimizer.schedule "${optimizer.schedule.type}"`);
}

/** The specification with what it left to the data, so that a run's folder says all. */
export const completed = (specification: Specification, { objective }: PreparedData): Specification => ({
  ...specification,
  loss: objective.loss.id,
  metrics: objective.metrics.map(({ id }) => id),
});
