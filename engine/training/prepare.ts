/** The data of a run, checked and split before anything is written or computed. */
import { fitNormalization, type Normalization } from '../data/normalization';
import type { Samples } from '../data/samples';
import { split, type Splits } from '../data/splits';
import { Problem } from '../process/problem';
import type { Task } from '../architectures/architecture';
import { sourceOf } from './resolve';
import type { Specification } from './specification';

export interface PreparedData extends Splits {
  task: Task;
  normalization: Normalization;
  fingerprint: string;
}

const unusable = (cause: string) => new Problem('unusable-data', cause);

/** What would make training meaningless is said before the first step. */
function check({ labels, count }: Samples, classes: number): void {
  if (count === 0) throw unusable('no samples are left to train on; set a smaller data.validation or data.test');
  const [least, most] = labels.reduce(([low, high], label) => [Math.min(low, label), Math.max(high, label)], [0, 0]);
  if (least < 0 || most >= classes) {
    throw unusable(`a label is ${least < 0 ? least : most}, but labels must lie in 0…${classes - 1}; check data.path`);
  }
  if (labels.every((label) => label === labels[0])) {
    throw unusable(`every training sample has label ${labels[0]!}: nothing to tell apart; check data.path`);
  }
}

/**
 * Loads, splits and measures the data.
 * @throws Problem naming the file or setting, the cause and the next step
 */
export async function prepare(specification: Specification): Promise<PreparedData> {
  const { data, training } = specification;
  const loaded = await sourceOf(specification).load(data, training.seed);
  const splits = split(loaded.samples, loaded.test, data, training.seed);
  check(splits.train, loaded.classes);
  return {
    ...splits,
    task: { inputShape: loaded.samples.shape, classes: loaded.classes },
    normalization: fitNormalization(splits.train),
    fingerprint: loaded.fingerprint,
  };
}
