import { shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { integerOf, tensorOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** Samples for training and testing, a sample's shape, a target's. */
const SIZES: Record<string, [train: number, test: number, sample: number[], target: number[]]> = {
  mnist: [60_000, 10_000, [28, 28], []],
  fashion_mnist: [60_000, 10_000, [28, 28], []],
  cifar10: [50_000, 10_000, [32, 32, 3], [1]],
  cifar100: [50_000, 10_000, [32, 32, 3], [1]],
};

const load =
  ([train, test, sample, target]: (typeof SIZES)[string]): Rule =>
  () => {
    const part = (count: number): Value =>
      tuple([
        tensor(shape([count, ...sample]), { type: 'integer' }),
        tensor(shape([count, ...target]), { type: 'integer' }),
      ]);
    return tuple([part(train), part(test)]);
  };

/** (N) or (N, 1) of class numbers → (N, classes) */
const toCategorical: Rule = (call) => {
  const { open, dimensions } = tensorOf(call, 'y').shape;
  const classes = integerOf(call, 'num_classes');
  if (open || classes === undefined) return UNKNOWN;
  const rest = dimensions.length > 1 && dimensions.at(-1) === 1 ? dimensions.slice(0, -1) : dimensions;
  return tensor(shape([...rest, classes]), { type: 'float' });
};

const array = (signature: string, rule: Rule): Table[string] => ({ ...row(signature, rule), gives: 'numpy.ndarray' });

export const DATASETS: Table = {
  ...Object.fromEntries(
    Object.entries(SIZES).map(([name, sizes]) => [`keras.datasets.${name}.load_data`, array('**kwargs', load(sizes))]),
  ),
  'keras.utils.to_categorical': array('y, num_classes=None, dtype=None', toCategorical),
};
