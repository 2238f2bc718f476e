/** What torchvision's transforms make of a picture's sizes. */
import { add, unknownDimension, type Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import type { Instance, Value } from '../../interpreter/value';
import { attributeOf, elementsIn, integerIn, mismatch, sizesIn } from '../call';
import type { Call } from '../library';

/** A picture on its way through transforms: channels, height, width. */
export interface Picture {
  size: readonly Dimension[];
  isTensor: boolean;
  type: ElementType | undefined;
}

/** Transforms that keep the picture's size. */
const KEEPING =
  'RandomHorizontalFlip RandomVerticalFlip ColorJitter RandomAffine RandomPerspective RandomErasing GaussianBlur ' +
  'RandomInvert RandomPosterize RandomSolarize RandomAutocontrast RandomEqualize RandomAdjustSharpness AutoAugment ' +
  'RandAugment TrivialAugmentWide AugMix RandomGrayscale';

export const SIZED = new Set(['CenterCrop', 'RandomCrop', 'RandomResizedCrop', 'Resize']);

/** What a transform makes of a picture; undefined where that is not known. */
export type Change = (call: Call, picture: Picture, transform: Instance) => Picture | undefined;

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

const kept: Change = (_, picture) => picture;

export const asTensor = (picture: Picture): Picture => ({ ...picture, isTensor: true });

/** Bytes become fractions of 255. */
export const scaledTensor = (picture: Picture): Picture => ({
  ...picture,
  isTensor: true,
  type: !picture.isTensor && picture.type === 'uint8' ? 'float' : picture.type,
});

const retyped: Change = (_, picture) => ({ ...picture, type: undefined });

/** With `expand` a rotated picture grows. */
const rotated: Change = (_, picture, transform) => {
  const expand = attributeOf(transform, 'expand');
  return expand.kind === 'boolean' && !expand.value ? picture : undefined;
};

/** What transforms make of a picture, by their names in torchvision.transforms. */
export const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['Normalize', normalized],
  ['Grayscale', grey],
  ['Pad', padded],
  ['RandomRotation', rotated],
  ...[...SIZED].map((name): [string, Change] => [name, resized(name === 'Resize')]),
  ['ToTensor', (_, picture) => scaledTensor(picture)],
  ['PILToTensor', (_, picture) => asTensor(picture)],
  ['ToImage', (_, picture) => asTensor(picture)],
  ['ToDtype', retyped],
  ['ConvertImageDtype', retyped],
  ...KEEPING.split(' ').map((name): [string, Change] => [name, kept]),
]);
