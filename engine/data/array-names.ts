/** Which arrays are inputs and targets: those that are named, else those with the usual names. */
import { Problem } from '../process/problem';
import type { ArrayNames } from './arrays';

/** Inputs and targets, and those of the test set: as Keras, scikit-learn, numpy.savez and most people call them. */
const NAMES: readonly (readonly [inputs: string, targets: string, testInputs: string, testTargets: string])[] = [
  ['x_train', 'y_train', 'x_test', 'y_test'],
  ['X_train', 'y_train', 'X_test', 'y_test'],
  ['X_train', 'Y_train', 'X_test', 'Y_test'],
  ['train_images', 'train_labels', 'test_images', 'test_labels'],
  ['x', 'y', 'x_test', 'y_test'],
  ['X', 'y', 'X_test', 'y_test'],
  ['X', 'Y', 'X_test', 'Y_test'],
  ['inputs', 'targets', 'test_inputs', 'test_targets'],
  ['images', 'labels', 'test_images', 'test_labels'],
  ['data', 'labels', 'test_data', 'test_labels'],
  ['arr_0', 'arr_1', 'arr_2', 'arr_3'],
];

const unnamed = (where: string, present: readonly string[]) => {
  const arrays = present.length ? `the arrays ${present.slice(0, 20).join(', ')}` : 'no arrays';
  const next = 'set data.params.inputs and data.params.targets';
  return new Problem('missing-data', `${where} has ${arrays}, and not both of the usual x and y; ${next}`);
};

const absent = (where: string, name: string, present: readonly string[]) =>
  new Problem('missing-data', `${where} has no array "${name}"; it has ${present.slice(0, 20).join(', ')}`);

/**
 * @param given names that are known already; null for those to be found
 * @throws Problem `missing-data` listing what there is
 */
export function chooseArrays(
  where: string,
  present: readonly string[],
  given: { inputs: string | null; targets: string | null },
): { train: ArrayNames; test: ArrayNames | null } {
  const has = (name: string) => present.includes(name);
  for (const name of [given.inputs, given.targets]) {
    if (name !== null && !has(name)) throw absent(where, name, present);
  }
  const usual = NAMES.find(
    ([inputs, targets]) =>
      (given.inputs === null ? has(inputs) : inputs === given.inputs) &&
      (given.targets === null ? has(targets) : targets === given.targets),
  );
  const [inputs, targets] = [given.inputs ?? usual?.[0], given.targets ?? usual?.[1]];
  if (inputs === undefined || targets === undefined) throw unnamed(where, present);
  const [, , testInputs, testTargets] = usual ?? ['', '', '', ''];
  const test = has(testInputs) && has(testTargets) ? { inputs: testInputs, targets: testTargets } : null;
  return { train: { inputs, targets }, test };
}
