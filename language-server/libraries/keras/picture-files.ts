/** Keras' functions that read pictures by PIL. */
import { shape } from '../../domain/shape';
import { own } from '../../domain/own';
import { tensor, UNKNOWN } from '../../interpreter/value';
import { booleanOf, sizesIn, stringOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';
import { picture, pictureIn, sides } from '../pictures/picture';

const COLORS: Partial<Record<string, number>> = { rgb: 3, rgba: 4, grayscale: 0 };

/** `load_img(path, target_size=(height, width))` */
const loaded: Rule = (call) => {
  const size = valueOf(call, 'target_size');
  const [height, width] = sizesIn(size) ?? [];
  const channels = booleanOf(call, 'grayscale') ? 0 : own(COLORS, stringOf(call, 'color_mode') ?? '');
  const stated = height !== undefined && width !== undefined ? { height, width } : sides(call);
  return picture(call, { ...stated, channels, bytes: channels !== undefined });
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

export const PICTURE_FILES: Table = Object.fromEntries(
  ['keras.preprocessing.image', 'keras.utils'].flatMap((module) => [
    [`${module}.load_img`, row(LOAD, loaded)],
    [
      `${module}.img_to_array`,
      { ...row('img, data_format=None, dtype=None', toArray), gives: 'numpy.ndarray' as const },
    ],
  ]),
);
