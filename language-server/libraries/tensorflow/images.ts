/** `tf.image`: pictures (…, H, W, C), one or a batch of them. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { tensor, UNKNOWN, type Tensor } from '../../interpreter/value';
import { numberOf, sizeIn, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { unaries } from './arithmetic';

/** What keeps the shape of its pictures. */
const KEPT =
  'convert_image_dtype random_flip_left_right random_flip_up_down flip_left_right flip_up_down random_brightness ' +
  'random_contrast random_saturation random_hue random_jpeg_quality adjust_brightness adjust_contrast adjust_saturation ' +
  'adjust_hue adjust_gamma per_image_standardization rgb_to_hsv hsv_to_rgb stateless_random_flip_left_right ' +
  'stateless_random_flip_up_down stateless_random_brightness stateless_random_contrast';

/** The pictures of a call; undefined where their axes are not known. */
function picturesOf(call: Call): Tensor | undefined {
  const [given] = call.arguments.values();
  return given?.kind === 'tensor' && !given.shape.open && given.shape.dimensions.length >= 3 ? given : undefined;
}

const withSizes = (pictures: Tensor, sizes: readonly Dimension[]): Tensor =>
  tensor(shape([...pictures.shape.dimensions.slice(0, -sizes.length), ...sizes]), { type: 'float' });

const sizeOf = (call: Call, name: string): Dimension => sizeIn(valueOf(call, name)) ?? unknownDimension();

/** Height and width from two parameters. */
const sidesFrom =
  (height: string, width: string): Rule =>
  (call) => {
    const pictures = picturesOf(call);
    const channels = pictures?.shape.dimensions.at(-1);
    if (!pictures || channels === undefined) return UNKNOWN;
    return withSizes(pictures, [sizeOf(call, height), sizeOf(call, width), channels]);
  };

/** `resize(images, [height, width])`; with the ratio kept one side may be smaller. */
const resized: Rule = (call) => {
  const pictures = picturesOf(call);
  const channels = pictures?.shape.dimensions.at(-1);
  const ratio = valueOf(call, 'preserve_aspect_ratio');
  if (!pictures || channels === undefined || ratio.kind !== 'boolean' || ratio.value) return UNKNOWN;
  const [height, width] = sizesIn(valueOf(call, 'size')) ?? [];
  return withSizes(pictures, [height ?? unknownDimension(), width ?? unknownDimension(), channels]);
};

const channelsTo =
  (channels: number): Rule =>
  (call) => {
    const pictures = picturesOf(call);
    return pictures ? withSizes(pictures, [channels]) : UNKNOWN;
  };

/** `random_crop(value, size)`: a part of just that size. */
const cropped: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'size'));
  return sizes ? tensor(shape(sizes.map((size) => size ?? unknownDimension()))) : UNKNOWN;
};

/** A picture of any size out of a file: as many channels as asked for, or as the file has. */
const decoded: Rule = (call) => {
  const asked = numberOf(call, 'channels');
  const channels = asked === undefined || asked === 0 ? unknownDimension() : asked;
  return tensor(shape([call.machine.symbol('height'), call.machine.symbol('width'), channels]), { type: 'uint8' });
};

const SIDES = 'image, target_height, target_width, *args, **kwargs';
const BOX = 'image, offset_height, offset_width, target_height, target_width';

const sides = row(SIDES, sidesFrom('target_height', 'target_width'));
const box = row(BOX, sidesFrom('target_height', 'target_width'));
const size = row('images, size, method=None, preserve_aspect_ratio=False, *args, **kwargs', resized);

const ROWS: Table = {
  ...unaries(KEPT),
  resize: size,
  resize_images: size,
  resize_with_pad: sides,
  resize_with_crop_or_pad: sides,
  resize_image_with_crop_or_pad: sides,
  crop_to_bounding_box: box,
  pad_to_bounding_box: box,
  random_crop: row('value, size, *args, **kwargs', cropped),
  rgb_to_grayscale: row('images, name=None', channelsTo(1)),
  grayscale_to_rgb: row('images, name=None', channelsTo(3)),
};

const DECODERS = ['decode_jpeg', 'decode_png', 'decode_bmp'];

export const IMAGES: Table = {
  ...Object.fromEntries(Object.entries(ROWS).map(([name, each]) => [`tensorflow.image.${name}`, each])),
  ...Object.fromEntries(
    ['image', 'io'].flatMap((module) =>
      DECODERS.map((name) => [`tensorflow.${module}.${name}`, row('contents, channels=0, *args, **kwargs', decoded)]),
    ),
  ),
};
