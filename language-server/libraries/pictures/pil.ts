/** PIL's pictures. */
import { subtract } from '../../domain/dimension';
import { own } from '../../domain/own';
import { UNKNOWN } from '../../interpreter/value';
import { booleanOf, isNone, numberOf, self, sizesIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { picture, PICTURE, pictureIn, pictureOf, sides, type Picture } from './picture';

/** Values of a pixel by the picture's mode; 0 where there is one, without an axis. */
const MODES: Partial<Record<string, number>> = {
  RGB: 3,
  RGBA: 4,
  CMYK: 4,
  YCbCr: 3,
  HSV: 3,
  LAB: 3,
  L: 0,
  '1': 0,
  P: 0,
  F: 0,
  I: 0,
};

/** Modes whose values are a bit, a 32-bit integer and a float. */
const NO_BYTES = new Set(['1', 'I', 'F']);

const modeOf = (mode = ''): Pick<Picture, 'channels' | 'bytes'> => ({
  channels: own(MODES, mode),
  bytes: own(MODES, mode) !== undefined && !NO_BYTES.has(mode),
});

const opened: Rule = (call) => picture(call, { ...sides(call), ...modeOf() });

/** A method that makes another picture of one. */
const makes =
  (change: (known: Picture, call: Call) => Picture | undefined): Rule =>
  (call) => {
    const known = pictureIn(valueOf(call, 'self'));
    const changed = known && change(known, call);
    return changed ? picture(call, changed) : UNKNOWN;
  };

const converted = makes((known, call) => ({ ...known, ...modeOf(stringOf(call, 'mode')) }));

/** PIL's sizes are (width, height). */
const resized = makes((known, call) => {
  const [width, height] = sizesIn(valueOf(call, 'size')) ?? [];
  return { ...known, ...sides(call), ...(width !== undefined && height !== undefined && { width, height }) };
});

const reshaped = makes((known, call) => ({ ...known, ...sides(call) }));

/** A box is (left, upper, right, lower). */
const cropped = makes((known, call) => {
  const box = sizesIn(valueOf(call, 'box'));
  if (isNone(call, 'box')) return known;
  const [left, upper, right, lower] = box?.every((place) => place !== undefined) ? box : [];
  if (left === undefined || upper === undefined || right === undefined || lower === undefined)
    return { ...known, ...sides(call) };
  return { ...known, width: subtract(right, left), height: subtract(lower, upper) };
});

/** With `expand` a rotated picture grows. */
const rotated = makes((known, call) =>
  booleanOf(call, 'expand') === false || numberOf(call, 'expand') === 0 ? known : { ...known, ...sides(call) },
);

/** A size is (width, height). */
const created: Rule = (call) => {
  const [width, height] = sizesIn(valueOf(call, 'size')) ?? [];
  return picture(call, {
    ...sides(call),
    ...modeOf(stringOf(call, 'mode')),
    ...(width !== undefined && height !== undefined && { width, height }),
  });
};

const fromArray: Rule = (call) => {
  const { shape, type } = tensorOf(call, 'obj');
  const { open, dimensions } = shape;
  return open || dimensions.length > 3 || !isNone(call, 'mode') ? UNKNOWN : pictureOf(call, dimensions, type);
};

const KEEPING = 'copy filter point';

export const PIL: Table = {
  'PIL.Image.open': row('fp, *args, **kwargs', opened),
  'PIL.Image.new': row('mode, size, color=0', created),
  'PIL.Image.fromarray': row('obj, mode=None', fromArray),
  [`${PICTURE}.convert`]: row('self, mode=None, *args, **kwargs', converted),
  [`${PICTURE}.resize`]: row('self, size, *args, **kwargs', resized),
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [`${PICTURE}.${name}`, row('self, *args, **kwargs', self)])),
  [`${PICTURE}.crop`]: row('self, box=None', cropped),
  [`${PICTURE}.rotate`]: row('self, angle, resample=0, expand=0, *args, **kwargs', rotated),
  [`${PICTURE}.transpose`]: row('self, *args, **kwargs', reshaped),
};
