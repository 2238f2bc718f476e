import { subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { list, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, integerIn, layerOf, numberIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { checkSamples, samplesIn, someOf } from './samples';

/** The share of a test set where the call names no size. */
const TEST_SHARE = 0.25;

type Rounding = (share: number) => number;

/** A number of samples: told, or a share of all, rounded; undefined where the call leaves it open. */
function part(call: Call, name: 'test_size' | 'train_size', all: Dimension, round: Rounding): Dimension | undefined {
  const given = valueOf(call, name);
  const whole = integerIn(given);
  if (given.kind === 'none' || whole !== undefined) return whole;
  const share = given.kind === 'float' ? given.value : undefined;
  if (share !== undefined && typeof all === 'number') return round(share * all);
  return call.machine.symbol(name.replace('_size', ''));
}

/** (training, testing): ⌈share · n⌉ are tested, ⌊share · n⌋ trained on; what is not told is the rest. */
function sizesOf(call: Call, all: Dimension): [Dimension, Dimension] {
  const [test, train] = [part(call, 'test_size', all, Math.ceil), part(call, 'train_size', all, Math.floor)];
  if (test !== undefined) return [train ?? subtract(all, test), test];
  if (train !== undefined) return [train, subtract(all, train)];
  const quarter = typeof all === 'number' ? Math.ceil(all * TEST_SHARE) : call.machine.symbol('test');
  return [subtract(all, quarter), quarter];
}

/** `X_train, X_test, y_train, y_test = train_test_split(X, y)` */
const split: Rule = (call) => {
  const arrays = elementsIn(valueOf(call, 'arrays')) ?? [];
  checkSamples(call, arrays);
  const all = arrays.map(samplesIn).find((count) => count !== undefined) ?? call.machine.symbol('samples');
  const sizes = sizesOf(call, all);
  return list(arrays.flatMap((each) => sizes.map((size) => someOf(call, each, size))));
};

/** More folds than anybody makes are not told apart. */
const MAX_FOLDS = 64;

/** Places of the samples to train on and to test on, a fold after the other. */
const folds =
  (even: boolean): Rule =>
  (call) => {
    const count = numberIn(attributeOf(layerOf(call), 'n_splits'));
    const all = samplesIn(valueOf(call, 'X'));
    if (count === undefined || count > MAX_FOLDS || count < 2) return UNKNOWN;
    return list(
      Array.from({ length: count }, (_, i) => foldOf(even && typeof all === 'number' ? all : undefined, count, i)),
      'iterator',
    );
  };

/** The first n mod k folds have one sample more than ⌊n/k⌋. */
function foldOf(all: number | undefined, count: number, i: number): Value {
  const test = all === undefined ? undefined : Math.floor(all / count) + (i < all % count ? 1 : 0);
  const places = (size: Dimension | undefined): Value =>
    tensor(shape([size ?? unknownDimension()]), { type: 'int64', array: 'numpy.ndarray' });
  return tuple([places(test === undefined ? undefined : all! - test), places(test)]);
}

const FOLDS = 'n_splits=5, *, shuffle=False, random_state=None';
const SPLIT = 'self, X, y=None, groups=None';

const inSelection = (table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [`sklearn.model_selection.${name}`, each]));

export const SPLITTING: Table = inSelection({
  train_test_split: row(
    '*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None',
    split,
  ),
  KFold: { signature: FOLDS, rule: () => UNKNOWN, constructs: true },
  StratifiedKFold: { signature: FOLDS, rule: () => UNKNOWN, constructs: true },
  'KFold.split': row(SPLIT, folds(true)),
  'StratifiedKFold.split': row(SPLIT, folds(false)),
});
