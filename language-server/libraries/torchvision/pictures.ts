import { unknownDimension, type Dimension } from '../../domain/dimension';
import { own } from '../../domain/own';
import { libraryClass } from '../../interpreter/modules';
import { integer, NONE, tuple, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, sizesIn, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { pictureOfSizes } from '../pictures/picture';
import type { Sizes } from './sizes';
import { transformed } from './transforming';

type Size = readonly [Dimension, Dimension, Dimension];

/** Channels, height and width of the pictures of torchvision's datasets. */
const PICTURES: Record<string, Size> = {
  MNIST: [1, 28, 28],
  FashionMNIST: [1, 28, 28],
  KMNIST: [1, 28, 28],
  QMNIST: [1, 28, 28],
  CIFAR10: [3, 32, 32],
  CIFAR100: [3, 32, 32],
  STL10: [3, 96, 96],
  SVHN: [3, 32, 32],
};

const nameOf = (dataset: Instance): string => libraryClass(dataset)?.name.replace(/^torchvision\.datasets\./, '') ?? '';

/** The sizes that a dataset's pictures have, in a folder each its own in color; undefined where it is none of torchvision's. */
function sizeOf(dataset: Instance): readonly Dimension[] | undefined {
  const name = nameOf(dataset);
  if (name === 'FakeData')
    return sizesIn(attributeOf(dataset, 'image_size'))?.map((size) => size ?? unknownDimension());
  return name === 'ImageFolder' ? [3, unknownDimension(), unknownDimension()] : own(PICTURES, name);
}

/** What a dataset's transform of this name makes of a part of a sample. */
function transformedBy(call: Call, dataset: Instance, name: string, part: Value): Value {
  const transform = attributeOf(dataset, name);
  return transform.kind === 'none' ? part : transformed(call, transform, part);
}

/** FakeData makes a number of what becomes of a label, whatever that is. */
function labelOf(call: Call, dataset: Instance): Value {
  const changes = attributeOf(dataset, 'target_transform').kind !== 'none';
  const label = integer(call.machine.symbol('label', 'integer'));
  if (changes && nameOf(dataset) === 'FakeData') return UNKNOWN;
  return transformedBy(call, dataset, 'target_transform', label);
}

/** (picture, label) of one of torchvision's datasets; undefined for other datasets. */
function sampleOf(call: Call, dataset: Instance): Value | undefined {
  const size = sizeOf(dataset);
  if (size?.length !== 3) return undefined;
  const original = pictureOfSizes(call, size as Sizes, true);
  return tuple([transformedBy(call, dataset, 'transform', original), labelOf(call, dataset)]);
}

const constructs = (signature: string): Row => ({ signature, rule: () => NONE, constructs: true });

const REST = 'transform=None, target_transform=None';
const DATASET = `root=None, train=True, ${REST}, download=False, **kwargs`;

/** Those whose other parameters stand elsewhere. */
const SIGNATURES: Partial<Record<string, string>> = {
  STL10: `root=None, split=train, folds=None, ${REST}, download=False`,
  SVHN: `root=None, split=train, ${REST}, download=False`,
  QMNIST: `root=None, what=None, compat=True, train=True, ${REST}, **kwargs`,
  ImageFolder: `root=None, ${REST}, **kwargs`,
  FakeData: `size=1000, image_size=(3, 224, 224), num_classes=10, ${REST}, random_offset=0`,
};

const sample: Rule = (call) => {
  const dataset = valueOf(call, 'self');
  return (dataset.kind === 'instance' ? sampleOf(call, dataset) : undefined) ?? UNKNOWN;
};

/** How many pictures the published datasets have, by `train` or `split`. */
const LENGTHS: Record<string, Readonly<Record<string, number>>> = {
  MNIST: { true: 60_000, false: 10_000 },
  FashionMNIST: { true: 60_000, false: 10_000 },
  KMNIST: { true: 60_000, false: 10_000 },
  CIFAR10: { true: 50_000, false: 10_000 },
  CIFAR100: { true: 50_000, false: 10_000 },
  STL10: { train: 5000, test: 8000, unlabeled: 100_000, 'train+unlabeled': 105_000 },
  SVHN: { train: 73_257, test: 26_032, extra: 531_131 },
};

function partIn(value: Value): string | undefined {
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'string' ? value.value : undefined;
}

/** FakeData is as long as it is told. A subclass, or a program that sets `data`, may choose from the others. */
const length: Rule = (call) => {
  const dataset = valueOf(call, 'self');
  if (dataset.kind !== 'instance' || dataset.escaped.value) return UNKNOWN;
  if (nameOf(dataset) === 'FakeData') return attributeOf(dataset, 'size');
  if (dataset.class.kind !== 'library' || dataset.attributes.get('data')) return UNKNOWN;
  const part = partIn(attributeOf(dataset, 'train')) ?? partIn(attributeOf(dataset, 'split'));
  const known = part === undefined ? undefined : own(own(LENGTHS, nameOf(dataset)) ?? {}, part);
  return known === undefined ? UNKNOWN : integer(known);
};

export const PICTURE_DATASETS: Table = {
  ...Object.fromEntries(
    [...Object.keys(PICTURES), 'ImageFolder', 'FakeData'].flatMap((name) => [
      [`torchvision.datasets.${name}`, constructs(SIGNATURES[name] ?? DATASET)],
      [`torchvision.datasets.${name}.__getitem__`, row('self, index', sample)],
    ]),
  ),
  ...Object.fromEntries(
    [...Object.keys(LENGTHS), 'FakeData'].map((name) => [`torchvision.datasets.${name}.__len__`, row('self', length)]),
  ),
};
