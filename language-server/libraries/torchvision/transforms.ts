import { add, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { arrayClass } from '../../interpreter/arrays';
import { iterate } from '../../interpreter/iteration';
import { libraryClass } from '../../interpreter/modules';
import { NONE, tensor, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, integerIn, mismatch, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { pictureIn } from '../pictures/picture';

/** A picture on its way through transforms: channels, height, width. */
export interface Picture {
  size: readonly Dimension[];
  isTensor: boolean;
}

/** Transforms that keep the picture's size. */
const KEEPING = new Set(
  (
    'ToTensor PILToTensor ToImage ToDtype ConvertImageDtype RandomHorizontalFlip RandomVerticalFlip ColorJitter ' +
    'RandomAffine RandomPerspective RandomErasing GaussianBlur RandomInvert RandomPosterize RandomSolarize RandomAutocontrast ' +
    'RandomEqualize RandomAdjustSharpness AutoAugment RandAugment TrivialAugmentWide AugMix RandomGrayscale'
  ).split(' '),
);

/** What makes a tensor of a picture. */
const MAKES_TENSOR = new Set(['ToTensor', 'PILToTensor', 'ToImage']);

const SIZED = new Set(['CenterCrop', 'RandomCrop', 'RandomResizedCrop', 'Resize']);

type Change = (call: Call, picture: Picture, transform: Instance) => Picture | undefined;

/** What is below 1 is cut off otherwise. */
const isSide = (side: Dimension | undefined): side is Dimension =>
  side !== undefined && (typeof side !== 'number' || side > 0);

/** Height and width; one number for both, unless it is the shorter side of a picture that is no square. */
function sidesOf(size: Value, picture: readonly Dimension[] | undefined): Dimension[] | undefined {
  const sizes = sizesIn(size);
  const one = integerIn(size) ?? (sizes?.length === 1 ? sizes[0] : undefined);
  const sides = one === undefined ? sizes : [one, one];
  if (one !== undefined && picture) return scaled(one, picture);
  return sides?.length === 2 ? sides.map((side) => (isSide(side) ? side : unknownDimension())) : undefined;
}

/** The shorter side gets the size, the longer one keeps the proportion, rounded down as torchvision does. */
function scaled(size: Dimension, [height, width]: readonly Dimension[]): Dimension[] {
  if (typeof size !== 'number' || typeof height !== 'number' || typeof width !== 'number')
    return [unknownDimension(), unknownDimension()];
  const longer = Math.trunc((size * Math.max(height, width)) / Math.min(height, width));
  return height < width ? [size, longer] : [longer, size];
}

/** A square stays one where its shorter side is set; cropping and scaling a crop give what is asked for. */
const resized =
  (keepsForm: boolean): Change =>
  (_, picture, transform) => {
    const [channels, height, width] = picture.size as [Dimension, Dimension, Dimension];
    if (keepsForm && attributeOf(transform, 'max_size').kind !== 'none') return undefined;
    const form = keepsForm && height !== width ? [height, width] : undefined;
    const sides = sidesOf(attributeOf(transform, 'size'), form);
    return sides && { ...picture, size: [channels, ...sides] };
  };

/** `Pad(2)`, `Pad((x, y))`, `Pad((left, top, right, bottom))` */
const padded: Change = (_, picture, transform) => {
  const [channels, height, width] = picture.size as [Dimension, Dimension, Dimension];
  const given = attributeOf(transform, 'padding');
  const one = integerIn(given);
  const sizes = one === undefined ? sizesIn(given) : [one];
  if (!sizes?.every((size) => size !== undefined)) return undefined;
  const [left, top = left, right = left, bottom = top] = sizes as [Dimension, Dimension?, Dimension?, Dimension?];
  return { ...picture, size: [channels, add(height, add(top, bottom)), add(width, add(left, right))] };
};

const grey: Change = (_, picture, transform) => ({
  ...picture,
  size: [integerIn(attributeOf(transform, 'num_output_channels')) ?? unknownDimension(), ...picture.size.slice(1)],
});

/** A mean for every channel, or one for all, of a tensor. */
const normalized: Change = (call, picture, transform) => {
  const means = elementsIn(attributeOf(transform, 'mean'))?.length;
  const channels = picture.size[0]!;
  const fits = means === undefined || means === 1 || !different(means, channels);
  if (picture.isTensor && fits) return picture;
  mismatch(call, {
    received: picture.isTensor
      ? `a picture of shape ${printShape(shape(picture.size))} for ${means} means in Normalize`
      : 'a picture in Normalize that is no tensor yet',
    expected: picture.isTensor ? 'a mean and a deviation for every channel' : 'ToTensor before Normalize',
    advice: picture.isTensor ? 'give Normalize as many numbers as there are channels' : 'put ToTensor before Normalize',
    inputs: [],
    fixedAt: { site: transform.construction.site, message: 'Normalize is made here' },
  });
  return undefined;
};

const composed: Change = (call, picture, transform) =>
  iterate(call.machine, attributeOf(transform, 'transforms'))?.reduce<Picture | undefined>(
    (now, each) => now && transformed(call, now, each),
    picture,
  );

const kept =
  (makesTensor: boolean): Change =>
  (_, picture) => ({ ...picture, isTensor: picture.isTensor || makesTensor });

/** With `expand` a rotated picture grows. */
const rotated: Change = (_, picture, transform) => {
  const expand = attributeOf(transform, 'expand');
  return expand.kind === 'boolean' && !expand.value ? picture : undefined;
};

const CHANGES = new Map<string, Change>([
  ['Compose', composed],
  ['Normalize', normalized],
  ['Grayscale', grey],
  ['Pad', padded],
  ['RandomRotation', rotated],
  ...[...SIZED].map((name): [string, Change] => [name, resized(name === 'Resize')]),
  ...[...KEEPING].map((name): [string, Change] => [name, kept(MAKES_TENSOR.has(name))]),
]);

const PREFIX = 'torchvision.transforms.';

/** What a transform makes of a picture; undefined where that is not known. */
export function transformed(call: Call, picture: Picture, transform: Value): Picture | undefined {
  if (transform.kind !== 'instance') return undefined;
  const name = libraryClass(transform)?.name ?? '';
  return name.startsWith(PREFIX) ? CHANGES.get(name.slice(PREFIX.length))?.(call, picture, transform) : undefined;
}

/** `ToTensor()(array)`: NumPy's pictures are (H, W, C) or (H, W), the tensor (C, H, W). */
function ofArray(call: Call, transform: Value, { shape: { open, dimensions } }: Tensor): Value {
  const [height, width, channels = 1] = dimensions;
  if (open || height === undefined || width === undefined || dimensions.length > 3) return UNKNOWN;
  const picture = transformed(call, { size: [channels, height, width], isTensor: false }, transform);
  return picture?.isTensor ? tensor(shape(picture.size)) : UNKNOWN;
}

/** Of PIL's picture. */
function ofPicture(call: Call, transform: Value, input: Value): Value {
  const known = pictureIn(input);
  const size = known && [known.channels === 0 ? 1 : (known.channels ?? unknownDimension()), known.height, known.width];
  const made = size && transformed(call, { size, isTensor: false }, transform);
  return made?.isTensor ? tensor(shape(made.size)) : UNKNOWN;
}

/** `transform(x)` of a tensor (…, C, H, W). */
const applied: Rule = (call) => {
  const [self, input] = [valueOf(call, 'self'), valueOf(call, 'input')];
  const { open, dimensions } = tensorOf(call).shape;
  const size = dimensions.slice(-3);
  if (input.kind !== 'tensor') return ofPicture(call, self, input);
  if (arrayClass(input) !== 'torch.Tensor') return ofArray(call, self, input);
  if (open || size.length < 3) return tensor(ANY_SHAPE);
  const picture = transformed(call, { size, isTensor: true }, self);
  return picture ? tensor(shape([...dimensions.slice(0, -3), ...picture.size])) : tensor(ANY_SHAPE);
};

const SIGNATURES: Partial<Record<string, string>> = {
  Compose: 'transforms',
  Grayscale: 'num_output_channels=1',
  Normalize: 'mean, std, inplace=False',
  Resize: 'size, interpolation=bilinear, max_size=None, antialias=True',
  Pad: 'padding, fill=0, padding_mode=constant',
  RandomRotation: 'degrees, interpolation=nearest, expand=False, center=None, fill=0',
};

const constructs = (signature: string): Row => ({ signature, rule: () => NONE, constructs: true });

export const TRANSFORMS: Table = Object.fromEntries(
  [...CHANGES.keys()].flatMap((name): [string, Row][] => {
    const own = PREFIX + name;
    const made = constructs(SIGNATURES[name] ?? (SIZED.has(name) ? 'size, *args, **kwargs' : '*args, **kwargs'));
    return [
      [own, made],
      [`${own}.forward`, row('self, input', applied)],
    ];
  }),
);
