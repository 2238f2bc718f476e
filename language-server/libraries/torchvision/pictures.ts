import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { iterate } from '../../interpreter/iteration';
import { libraryClass } from '../../interpreter/modules';
import { integer, NONE, tensor, tuple, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, integerIn, sizesIn, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';

/** Channels, height and width of the pictures of torchvision's datasets. */
const PICTURES: Record<string, readonly [Dimension, Dimension, Dimension]> = {
  MNIST: [1, 28, 28],
  FashionMNIST: [1, 28, 28],
  KMNIST: [1, 28, 28],
  QMNIST: [1, 28, 28],
  CIFAR10: [3, 32, 32],
  CIFAR100: [3, 32, 32],
  STL10: [3, 96, 96],
  SVHN: [3, 32, 32],
};

/** Transforms that keep the picture's size. */
const KEEPING = new Set(
  (
    'ToTensor PILToTensor ConvertImageDtype Normalize RandomHorizontalFlip RandomVerticalFlip RandomRotation ColorJitter ' +
    'RandomAffine RandomPerspective RandomErasing GaussianBlur RandomInvert RandomPosterize RandomSolarize RandomAutocontrast ' +
    'RandomEqualize RandomAdjustSharpness AutoAugment RandAugment TrivialAugmentWide AugMix'
  ).split(' '),
);

const SIZED = new Set(['CenterCrop', 'RandomCrop', 'RandomResizedCrop', 'Resize']);

interface Picture {
  size: readonly Dimension[];
  isTensor: boolean;
}

/** (picture, label) of one of torchvision's datasets, once its transform makes tensors; undefined for other datasets. */
function pictureOf(call: Call, dataset: Instance): Value | undefined {
  const name = libraryClass(dataset)?.name ?? '';
  const known = name.startsWith('torchvision.datasets.') && PICTURES[name.slice('torchvision.datasets.'.length)];
  if (!known || attributeOf(dataset, 'target_transform').kind !== 'none') return undefined;
  const picture = transformed(call, { size: known, isTensor: false }, attributeOf(dataset, 'transform'));
  return picture?.isTensor
    ? tuple([tensor(shape(picture.size), { type: 'float' }), integer(call.machine.symbol('label', false))])
    : undefined;
}

function transformed(call: Call, picture: Picture, transform: Value): Picture | undefined {
  if (transform.kind !== 'instance') return undefined;
  const name = libraryClass(transform)?.name.replace(/^torchvision\.transforms\.(v2\.)?/, '') ?? '';
  if (name === 'Compose') {
    const all = iterate(call.machine, attributeOf(transform, 'transforms'));
    return all?.reduce<Picture | undefined>((now, each) => now && transformed(call, now, each), picture);
  }
  if (KEEPING.has(name)) return { ...picture, isTensor: picture.isTensor || name.endsWith('ToTensor') };
  const [channels, height, width] = picture.size as [Dimension, Dimension, Dimension];
  if (name === 'Grayscale')
    return {
      ...picture,
      size: [integerIn(attributeOf(transform, 'num_output_channels')) ?? unknownDimension(), height, width],
    };
  if (!SIZED.has(name)) return undefined;
  const sides = sidesOf(attributeOf(transform, 'size'), name === 'Resize' && height !== width);
  return sides && { ...picture, size: [channels, ...sides] };
}

/** Height and width; one number for both, unless it is the shorter side of a picture that is no square. */
function sidesOf(size: Value, isShorter: boolean): Dimension[] | undefined {
  const one = integerIn(size);
  if (one !== undefined) return isShorter ? undefined : [one, one];
  const both = sizesIn(size);
  return both?.length === 2 ? both.map((side) => side ?? unknownDimension()) : undefined;
}

const constructs = (signature: string): Row => ({ signature, rule: () => NONE, constructs: true });

function transformSignature(name: string): string {
  if (name === 'Compose') return 'transforms';
  if (name === 'Grayscale') return 'num_output_channels=1';
  return SIZED.has(name) ? 'size, *args, **kwargs' : '*args, **kwargs';
}

const DATASET = 'root=None, train=True, transform=None, target_transform=None, download=False, **kwargs';

const sample: Rule = (call) => {
  const dataset = valueOf(call, 'self');
  const picture = dataset.kind === 'instance' ? pictureOf(call, dataset) : undefined;
  return picture ?? UNKNOWN;
};

export const PICTURE_DATASETS: Table = {
  ...Object.fromEntries(
    Object.keys(PICTURES).flatMap((name) => [
      [`torchvision.datasets.${name}`, constructs(DATASET)],
      [`torchvision.datasets.${name}.__getitem__`, row('self, index', sample)],
    ]),
  ),
  ...Object.fromEntries(
    [...KEEPING, ...SIZED, 'Grayscale', 'Compose'].map((name) => [
      `torchvision.transforms.${name}`,
      constructs(transformSignature(name)),
    ]),
  ),
};
