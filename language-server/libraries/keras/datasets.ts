import { known } from '../../interpreter/memory';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { each } from '../../interpreter/each';
import { Cell } from '../../interpreter/store';
import { list, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, integerOf, isNone, stringOf, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** Samples for training and testing, a sample's shape, a target's, and how many classes there are. */
const SIZES: Record<string, [train: number, test: number, sample: number[], target: number[], classes: number]> = {
  mnist: [60_000, 10_000, [28, 28], [], 10],
  fashion_mnist: [60_000, 10_000, [28, 28], [], 10],
  cifar10: [50_000, 10_000, [32, 32, 3], [1], 10],
  cifar100: [50_000, 10_000, [32, 32, 3], [1], 100],
};

/** Labels of which every class has many. */
const labels = (sizes: readonly number[], classes: number): Value =>
  tensor(shape(sizes), { type: 'integer', members: { low: 0, high: classes, count: sizes[0]!, whole: true }, written: [new Cell(false)] }); // prettier-ignore

const load =
  ([train, test, sample, target, classes]: (typeof SIZES)[string]): Rule =>
  () => {
    const part = (count: number): Value =>
      tuple([tensor(shape([count, ...sample]), { type: 'integer' }), labels([count, ...target], classes)]);
    return tuple([part(train), part(test)]);
  };

/** Texts as numbers of words: lists of other lengths each, so that they have no shape; targets have. */
const TEXTS: Record<string, [train: number, test: number]> = { imdb: [25_000, 25_000], reuters: [8982, 2246] };

const loadTexts =
  (sizes: readonly number[]): Rule =>
  (call) => {
    // What is longer than told is left out.
    const whole = isNone(call, 'maxlen') && isNone(call, 'test_split');
    return tuple(
      sizes.map((count, i) => {
        const length = whole ? count : call.machine.symbol(i === 0 ? 'train' : 'test');
        return tuple([list(each(list(undefined), call.machine.serial)), tensor(shape([length]), { type: 'integer' })]);
      }),
    );
  };

/** Lists of any lengths as rows of one. */
const padded: Rule = (call) => {
  const rows = elementsIn(valueOf(call, 'sequences'))?.length ?? call.machine.symbol('samples');
  const width = integerOf(call, 'maxlen') ?? call.machine.symbol('length');
  return tensor(shape([rows, width]), { type: stringOf(call, 'dtype')?.startsWith('float') ? 'float' : 'integer' });
};

const housing: Rule = (call) => {
  const part = (count: Dimension): Value =>
    tuple([tensor(shape([count, 13]), { type: 'float' }), tensor(shape([count]), { type: 'float' })]);
  const usual = isNone(call, 'test_split');
  return tuple(usual ? [part(404), part(102)] : ['train', 'test'].map((name) => part(call.machine.symbol(name))));
};

/** The zeros and ones of one-hot rows, class numbers that are written out, or drawn so often that each is among them, or a number that nobody knows. */
function classesIn(tensor: Tensor): Dimension {
  if (tensor.oneHot) return 2;
  const { values, members } = known(tensor);
  if (values?.length) return Math.max(...values) + 1;
  const certain = members && members.count >= members.high * DRAWS;
  return certain ? members.high : unknownDimension();
}

/** So many draws for each class leave out none, but once in e²⁰ programs. */
const DRAWS = 20;

/** (N) or (N, 1) of class numbers → (N, classes) */
const toCategorical: Rule = (call) => {
  const { open, dimensions } = tensorOf(call, 'y').shape;
  const classes =
    integerOf(call, 'num_classes') ?? (isNone(call, 'num_classes') ? classesIn(tensorOf(call, 'y')) : undefined);
  if (open || classes === undefined) return UNKNOWN;
  const rest = dimensions.length > 1 && dimensions.at(-1) === 1 ? dimensions.slice(0, -1) : dimensions;
  return tensor(shape([...rest, classes]), { type: 'float', oneHot: true });
};

const array = (signature: string, rule: Rule): Table[string] => ({ ...row(signature, rule), gives: 'numpy.ndarray' });

export const DATASETS: Table = {
  ...Object.fromEntries(
    Object.entries(SIZES).map(([name, sizes]) => [
      `keras.datasets.${name}.load_data`,
      array('path=None, **kwargs', load(sizes)),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, sizes]) => [
      `keras.datasets.${name}.load_data`,
      array('path=None, num_words=None, skip_top=0, maxlen=None, test_split=None, **kwargs', loadTexts(sizes)),
    ]),
  ),
  'keras.datasets.boston_housing.load_data': array('path=None, test_split=None, **kwargs', housing),
  ...Object.fromEntries(
    ['utils', 'preprocessing.sequence'].map((module) => [
      `keras.${module}.pad_sequences`,
      array('sequences, maxlen=None, dtype=int32, *args, **kwargs', padded),
    ]),
  ),
  'keras.utils.to_categorical': array('y, num_classes=None, dtype=None', toCategorical),
};
