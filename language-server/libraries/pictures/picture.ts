/** What is known of PIL's pictures: their sides and channels. */
import type { Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { integer, library, NONE, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { integerIn } from '../call';
import type { Call } from '../library';

export const PICTURE = 'PIL.Image.Image';

export interface Picture {
  height: Dimension;
  width: Dimension;
  /** 0 for a picture of one value a pixel, whose array has no axis for it; undefined where the mode is not known. */
  channels: Dimension | undefined;
}

/** Where an instance keeps what is known of it; no attribute of a program has such a name. */
const KEPT = { height: '@height', width: '@width', channels: '@channels' } as const;

export function picture(call: Call, known: Picture): Value {
  const instance = made(library(PICTURE), call);
  for (const [name, place] of Object.entries(KEPT)) {
    const size = known[name as keyof Picture];
    setAttribute(call.machine, instance, place, size === undefined ? NONE : integer(size));
  }
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
  return value.escaped.value || height === undefined || width === undefined ? undefined : { height, width, channels };
}

/** (H, W, channels), or (H, W) of one without; undefined where the mode is not known. */
export function pixelsIn(value: Value): Dimension[] | undefined {
  const known = pictureIn(value);
  if (known?.channels === undefined) return undefined;
  return known.channels === 0 ? [known.height, known.width] : [known.height, known.width, known.channels];
}

/** Of an array (H, W) or (H, W, C). */
export function pictureOf(call: Call, dimensions: readonly Dimension[]): Value {
  const [height, width, channels = 0] = dimensions;
  return height === undefined || width === undefined ? UNKNOWN : picture(call, { height, width, channels });
}

export const pixels = (dimensions: readonly Dimension[]): Value =>
  tensor(shape(dimensions), { type: 'uint8', array: 'numpy.ndarray' });
