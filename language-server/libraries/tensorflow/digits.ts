/** The digits that TensorFlow 1's tutorials read: `input_data.read_data_sets(…)`. */
import type { Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, library, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, booleanOf, integerOf, layerOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

const PARTS = { train: 55_000, validation: 5000, test: 10_000 } as const;

const PREFIX = 'tensorflow.examples.tutorials.mnist.input_data';
const PART = `${PREFIX}.DataSet`;

/** (n, 784), or (n, 28, 28, 1) where they are not to be flattened. */
const pictures = (call: Call, count: Dimension): Value | undefined => {
  const flat = booleanOf(call, 'reshape');
  return flat === undefined
    ? undefined
    : tensor(shape(flat ? [count, 784] : [count, 28, 28, 1]), { type: 'float32', array: 'numpy.ndarray' });
};

const targets = (call: Call, count: Dimension): Value | undefined => {
  const rows = booleanOf(call, 'one_hot');
  return rows === undefined ? undefined : tensor(shape(rows ? [count, 10] : [count]), { array: 'numpy.ndarray' });
};

const read: Rule = (call) => {
  const whole = made(library(`${PREFIX}.Datasets`), call);
  for (const [name, count] of Object.entries(PARTS)) {
    const part = made(library(PART), call);
    setAttribute(call.machine, part, 'images', pictures(call, count) ?? UNKNOWN);
    setAttribute(call.machine, part, 'labels', targets(call, count) ?? UNKNOWN);
    setAttribute(call.machine, part, 'num_examples', integer(count));
    setAttribute(call.machine, whole, name, part);
  }
  return whole;
};

/** (images, labels) of so many samples. */
const next: Rule = (call) => {
  const part = layerOf(call);
  const size = integerOf(call, 'batch_size') ?? call.machine.symbol('B');
  const batch = ['images', 'labels'].map((name): Value => {
    const all = attributeOf(part, name);
    return all.kind === 'tensor' ? { ...all, shape: shape([size, ...all.shape.dimensions.slice(1)]) } : UNKNOWN;
  });
  return tuple(batch);
};

export const DIGITS: Table = {
  ...Object.fromEntries(
    [PREFIX, 'tensorflow.contrib.learn.python.learn.datasets.mnist'].map((module) => [
      `${module}.read_data_sets`,
      row('train_dir, fake_data=False, one_hot=False, dtype=None, reshape=True, *args, **kwargs', read),
    ]),
  ),
  [`${PART}.next_batch`]: { ...row('self, batch_size, *args, **kwargs', next), gives: 'numpy.ndarray' },
};
