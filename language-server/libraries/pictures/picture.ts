/** What is known of PIL's pictures: their sides and channels. */
import type { Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { boolean, integer, library, NONE, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { integerIn } from '../call';
import type { Call } from '../library';

export const PICTURE = 'PIL.Image.Image';

export interface Picture {
  height: Dimension;
  width: Dimension;
  /** 0 for a picture of one value a pixel, whose array has no axis for it; undefined where the mode is not known. */
  channels: Dimension | undefined;
  /** Whether each of its values is known to be a byte. */
  bytes: boolean;
}

/** Where an instance keeps what is known of it; no attribute of a program has such a name. */
const KEPT = { height: '@height', width: '@width', channels: '@channels' } as const;
const BYTES = '@bytes';

export function picture(call: Call, known: Picture): Value {
  const instance = made(library(PICTURE), call);
  for (const [name, place] of Object.entries(KEPT)) {
    const size = known[name as keyof typeof KEPT];
    setAttribute(call.machine, instance, place, size === undefined ? NONE : integer(size));
  }
  setAttribute(call.machine, instance, BYTES, boolean(known.bytes));
  return instance;
}

/** Sides of a picture that nothing is known of. */
export const sides = (call: Call): Pick<Picture, 'height' | 'width'> => ({
  height: call.machine.symbol('height'),
  width: call.machine.symbol('width'),
});

/** What is known of a picture; undefined for other values. */
export function pictureIn(value: Value): Picture | undefined {
  if (value.kind !== 'instance' || value.class.kind !== 'library' || value.class.name !== PICTURE) return undefined;
  const [height, width, channels] = Object.values(KEPT).map((place) =>
    integerIn(value.attributes.get(place)?.value ?? UNKNOWN),
  );
  if (value.escaped.value || height === undefined || width === undefined) return undefined;
  const bytes = value.attributes.get(BYTES)?.value;
  return { height, width, channels, bytes: bytes?.kind === 'boolean' && bytes.value };
}

/** (H, W, channels), or (H, W) of one without; undefined where the mode is not known. */
export function pixelsIn(value: Value): Dimension[] | undefined {
  const known = pictureIn(value);
  if (known?.channels === undefined) return undefined;
  return known.channels === 0 ? [known.height, known.width] : [known.height, known.width, known.channels];
}

/** Of (channels, height, width), as torchvision has them: one channel is one value a pixel. */
export const pictureOfSizes = (
  call: Call,
  sizes: readonly [Dimension, Dimension, Dimension],
  bytes: boolean,
): Value => {
  const [channels, height, width] = sizes;
  return picture(call, { channels: channels === 1 ? 0 : channels, height, width, bytes });
};

/** Of an array (H, W) or (H, W, C); one of several channels has bytes. */
export function pictureOf(call: Call, dimensions: readonly Dimension[], type?: ElementType): Value {
  const [height, width, channels = 0] = dimensions;
  if (height === undefined || width === undefined) return UNKNOWN;
  return picture(call, { height, width, channels, bytes: channels !== 0 || type === 'uint8' });
}

export const pixels = (dimensions: readonly Dimension[]): Value =>
  tensor(shape(dimensions), { type: 'uint8', array: 'numpy.ndarray' });
