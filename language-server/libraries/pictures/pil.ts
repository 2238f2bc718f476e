/** PIL, and the functions of Keras that read pictures by it. */
import { shape } from '../../domain/shape';
import { tensor, UNKNOWN } from '../../interpreter/value';
import { booleanOf, isNone, self, sizesIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { picture, PICTURE, pictureIn, pictureOf, type Picture } from './picture';

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

const sides = (call: Call): Pick<Picture, 'height' | 'width'> => ({
  height: call.machine.symbol('height'),
  width: call.machine.symbol('width'),
});

const opened: Rule = (call) => picture(call, { ...sides(call), channels: undefined });

/** A method that makes another picture of one. */
const makes =
  (change: (known: Picture, call: Call) => Picture | undefined): Rule =>
  (call) => {
    const known = pictureIn(valueOf(call, 'self'));
    const changed = known && change(known, call);
    return changed ? picture(call, changed) : UNKNOWN;
  };

const converted = makes((known, call) => ({ ...known, channels: MODES[stringOf(call, 'mode') ?? ''] }));

/** PIL's sizes are (width, height). */
const resized = makes((known, call) => {
  const [width, height] = sizesIn(valueOf(call, 'size')) ?? [];
  return { ...known, ...sides(call), ...(width !== undefined && height !== undefined && { width, height }) };
});

const reshaped = makes((known, call) => ({ ...known, ...sides(call) }));

const fromArray: Rule = (call) => {
  const { open, dimensions } = tensorOf(call, 'obj').shape;
  return open || dimensions.length > 3 || !isNone(call, 'mode') ? UNKNOWN : pictureOf(call, dimensions);
};

const COLORS: Partial<Record<string, number>> = { rgb: 3, rgba: 4, grayscale: 0 };

/** `load_img(path, target_size=(height, width))` */
const loaded: Rule = (call) => {
  const size = valueOf(call, 'target_size');
  const [height, width] = sizesIn(size) ?? [];
  const channels = booleanOf(call, 'grayscale') ? 0 : COLORS[stringOf(call, 'color_mode') ?? ''];
  const stated = height !== undefined && width !== undefined ? { height, width } : sides(call);
  return picture(call, { ...stated, channels });
};

/** (H, W, channels): a picture of one value a pixel has an axis for it here. */
const toArray: Rule = (call) => {
  const known = pictureIn(valueOf(call, 'img'));
  const format = valueOf(call, 'data_format');
  const last = format.kind === 'none' || (format.kind === 'string' && format.value === 'channels_last');
  if (known?.channels === undefined || !last) return UNKNOWN;
  const channels = known.channels === 0 ? 1 : known.channels;
  return tensor(shape([known.height, known.width, channels]), { type: 'float32', array: 'numpy.ndarray' });
};

const LOAD = 'path, grayscale=False, color_mode=rgb, target_size=None, interpolation=nearest, **kwargs';

const KEEPING = 'copy filter point';
const RESHAPING = 'crop rotate transpose';

export const PIL: Table = {
  'PIL.Image.open': row('fp, *args, **kwargs', opened),
  'PIL.Image.fromarray': row('obj, mode=None', fromArray),
  [`${PICTURE}.convert`]: row('self, mode=None, *args, **kwargs', converted),
  [`${PICTURE}.resize`]: row('self, size, *args, **kwargs', resized),
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [`${PICTURE}.${name}`, row('self, *args, **kwargs', self)])),
  ...Object.fromEntries(
    RESHAPING.split(' ').map((name) => [`${PICTURE}.${name}`, row('self, *args, **kwargs', reshaped)]),
  ),
  ...Object.fromEntries(
    ['keras.preprocessing.image', 'keras.utils'].flatMap((module) => [
      [`${module}.load_img`, row(LOAD, loaded)],
      [
        `${module}.img_to_array`,
        { ...row('img, data_format=None, dtype=None', toArray), gives: 'numpy.ndarray' as const },
      ],
    ]),
  ),
};
