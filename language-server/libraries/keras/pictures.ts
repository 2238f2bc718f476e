/** Pictures from folders and arrays, in batches: generators and data sets. */
import type { Dimension } from '../../domain/dimension';
import { printShape, shape } from '../../domain/shape';
import { own } from '../../domain/own';
import type { ArrayClass } from '../../interpreter/arrays';
import { NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn, integerOf, isNone, mismatch, sizesIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { entriesOf } from '../pandas/frame';
import { BATCHES, dataset, inner, mapTensors, resized } from '../tensorflow/dataset';

const CHANNELS: Partial<Record<string, number>> = { rgb: 3, rgba: 4, grayscale: 1 };

/** (batch, height, width, channels) of the pictures that a call asks for. */
function picturesOf(
  call: Call,
  sizes: 'target_size' | 'image_size',
  batch: readonly Dimension[],
  array: ArrayClass,
): Value {
  const [height, width] = sizesIn(valueOf(call, sizes)) ?? [];
  const channels = own(CHANNELS, stringOf(call, 'color_mode') ?? '');
  if (height === undefined || width === undefined || channels === undefined) return UNKNOWN;
  return tensor(shape([...batch, height, width, channels]), { type: 'float32', array });
}

/** The batch under way: the last may be smaller. */
const batchOf = (call: Call): readonly Dimension[] => (isNone(call, 'batch_size') ? [] : [call.machine.symbol('B')]);

/** One number a class, one for all but two, or a row of them: for each kind of labels the axes behind the batch. */
function labelsOf(
  kind: string | undefined,
  classes: Dimension,
  columns: readonly Dimension[],
): Dimension[] | undefined {
  if (kind === 'categorical') return [classes];
  if (kind === 'int' || kind === 'sparse') return [];
  return kind === 'binary' ? [...columns] : undefined;
}

const isOneHot = (call: Call, name: string): boolean => stringOf(call, name) === 'categorical';

/** As many in every batch. */
const classesOf = (call: Call, name: string): Dimension =>
  elementsIn(valueOf(call, name))?.length ?? call.machine.symbol('classes');

/** `image_dataset_from_directory`: pictures, and labels unless there are none. */
const fromDirectory: Rule = (call) => {
  const classes = classesOf(call, 'class_names');
  const from = call.machine.serial;
  const batch = batchOf(call);
  const pictures = picturesOf(call, 'image_size', batch, 'tensorflow.Tensor');
  const labels = labelsOf(stringOf(call, 'label_mode'), classes, [1]);
  const targets =
    labels &&
    tensor(shape([...batch, ...labels]), { array: 'tensorflow.Tensor', oneHot: isOneHot(call, 'label_mode') });
  const plain = isNone(call, 'label_mode') || isNone(call, 'labels');
  const element = plain ? pictures : targets && pictures.kind === 'tensor' ? tuple([pictures, targets]) : UNKNOWN;
  const made = dataset(call, { element, count: undefined, from });
  return stringOf(call, 'subset') === 'both' ? tuple([made, made]) : made;
};

/** `flow_from_directory`, `flow_from_dataframe` */
const flowFrom: Rule = (call) => {
  const classes = classesOf(call, 'classes');
  const from = call.machine.serial;
  const batch = batchOf(call);
  const pictures = picturesOf(call, 'target_size', batch, 'numpy.ndarray');
  const labels = labelsOf(stringOf(call, 'class_mode'), classes, []);
  const targets =
    labels &&
    tensor(shape([...batch, ...labels]), {
      type: 'float32',
      array: 'numpy.ndarray',
      oneHot: isOneHot(call, 'class_mode'),
    });
  const plain = isNone(call, 'class_mode');
  const element = plain ? pictures : targets && pictures.kind === 'tensor' ? tuple([pictures, targets]) : UNKNOWN;
  return dataset(call, { element, count: undefined, from }, BATCHES);
};

/** Pictures with their channels: four axes. */
function checkPictures(call: Call): void {
  const x = tensorOf(call, 'x');
  const { open, dimensions } = x.shape;
  if (open || dimensions.length === 4) return;
  mismatch(call, {
    received: `pictures of shape ${printShape(x.shape)}`,
    expected: '4 axes (samples, height, width, channels)',
    advice: dimensions.length === 3 ? 'add the axis of channels with np.expand_dims(x, -1)' : 'reshape the pictures',
    inputs: [x],
  });
}

/** `flow(x, y)`: batches of arrays. */
const flow: Rule = (call) => {
  checkPictures(call);
  const from = call.machine.serial;
  const [x, y] = [entriesOf(valueOf(call, 'x')), entriesOf(valueOf(call, 'y'))];
  const batch = call.machine.symbol('B');
  const whole = y.kind === 'none' ? x : tuple([x, y]);
  const element = mapTensors(whole, (each) => {
    const row = inner(each);
    return row && { ...resized(each, [batch, ...row.shape.dimensions]), array: 'numpy.ndarray' };
  });
  const weighted = !isNone(call, 'sample_weight') || integerOf(call, 'batch_size') === undefined;
  return dataset(call, { element: weighted ? UNKNOWN : (element ?? UNKNOWN), count: undefined, from }, BATCHES);
};

const GENERATOR = 'keras.preprocessing.image.ImageDataGenerator';

const FLOW_FROM =
  'target_size=(256,256), color_mode=rgb, classes=None, class_mode=categorical, batch_size=32, *args, **kwargs';

const DIRECTORY =
  'directory, labels=inferred, label_mode=int, class_names=None, color_mode=rgb, batch_size=32, image_size=(256,256), ' +
  '*args, subset=None, **kwargs';

export const PICTURES: Table = {
  [GENERATOR]: { signature: '*args, **kwargs', rule: () => NONE, constructs: true },
  [`${GENERATOR}.flow`]: row('self, x, y=None, batch_size=32, shuffle=True, sample_weight=None, **kwargs', flow),
  [`${GENERATOR}.flow_from_directory`]: row(`self, directory, ${FLOW_FROM}`, flowFrom),
  [`${GENERATOR}.fit`]: row('self, x, *args, **kwargs', (call) => {
    checkPictures(call);
    return NONE;
  }),
  ...Object.fromEntries(
    ['utils', 'preprocessing'].map((module) => [
      `keras.${module}.image_dataset_from_directory`,
      row(DIRECTORY, fromDirectory),
    ]),
  ),
};
