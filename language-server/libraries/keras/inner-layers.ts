/** Layers within networks of `keras.applications` that programs take features from: where they are and their channels. */
import type { Dimension } from '../../domain/dimension';
import { subtract } from '../../domain/dimension';
import { ceilDivide, floorDivide } from '../../domain/division';

/** What becomes of a side: 'h' halves it and fills up, 'f' halves and drops, 'v' slides 3 wide by 2, 'n' loses 2. */
type Way = string;

const STEPS: Readonly<Record<string, (side: Dimension) => Dimension>> = {
  h: (side) => ceilDivide(side, 2),
  f: (side) => floorDivide(side, 2),
  v: (side) => floorDivide(subtract(side, 1), 2),
  n: (side) => subtract(side, 2),
};

export const followed = (way: Way, side: Dimension): Dimension =>
  way.split('').reduce((size, step) => STEPS[step]!(size), side);

/** A layer's channels, and the way that a side of the picture goes to it. */
export interface Inner {
  channels: number;
  way: Way;
}

type Inners = ReadonlyMap<string, Inner>;

/** VGG: so many convolutions in each of five blocks, a pooling after each. */
function vgg(convolutions: readonly number[]): Inners {
  const channels = [64, 128, 256, 512, 512];
  return new Map(
    convolutions.flatMap((count, i): [string, Inner][] => [
      ...Array.from({ length: count }, (_, j): [string, Inner] => [
        `block${i + 1}_conv${j + 1}`,
        { channels: channels[i]!, way: 'f'.repeat(i) },
      ]),
      [`block${i + 1}_pool`, { channels: channels[i]!, way: 'f'.repeat(i + 1) }],
    ]),
  );
}

/** ResNet: so many blocks in each of four stages, the first at a quarter of the picture. */
const resnet = (blocks: readonly number[]): Inners =>
  new Map([
    ['conv1_relu', { channels: 64, way: 'h' }],
    ['pool1_pool', { channels: 64, way: 'hh' }],
    ...blocks.flatMap((count, i) =>
      Array.from({ length: count }, (_, j): [string, Inner] => [
        `conv${i + 2}_block${j + 1}_out`,
        { channels: 256 * 2 ** i, way: 'h'.repeat(i + 2) },
      ]),
    ),
  ]);

const MOBILE_NET_V2: Inners = new Map([
  ['block_1_expand_relu', { channels: 96, way: 'h' }],
  ['block_3_expand_relu', { channels: 144, way: 'hh' }],
  ['block_6_expand_relu', { channels: 192, way: 'hhh' }],
  ['block_13_expand_relu', { channels: 576, way: 'hhhh' }],
  ['block_16_project', { channels: 320, way: 'hhhhh' }],
  ['out_relu', { channels: 1280, way: 'hhhhh' }],
]);

/** Of the Inceptions' trunk: a convolution of stride 2, one without padding, a pooling, another of both. */
const TRUNK = 'vnvnv';

const INCEPTION_V3: Inners = new Map(
  [256, 288, 288, 768, 768, 768, 768, 768, 1280, 2048, 2048].map((channels, i): [string, Inner] => [
    `mixed${i}`,
    { channels, way: i < 3 ? TRUNK : i < 8 ? `${TRUNK}v` : `${TRUNK}vv` },
  ]),
);

/** By the network's name; those of which no layer is known are absent. */
export const INNER: Partial<Record<string, Inners>> = {
  VGG16: vgg([2, 2, 3, 3, 3]),
  VGG19: vgg([2, 2, 4, 4, 4]),
  ResNet50: resnet([3, 4, 6, 3]),
  ResNet101: resnet([3, 4, 23, 3]),
  ResNet152: resnet([3, 8, 36, 3]),
  MobileNetV2: MOBILE_NET_V2,
  InceptionV3: INCEPTION_V3,
};

/** The way to the last feature map of those that lose some of a side. */
export const LAST_WAYS: Partial<Record<string, Way>> = {
  InceptionV3: `${TRUNK}vv`,
  InceptionResNetV2: `${TRUNK}vv`,
  Xception: 'vnhhhh',
  DenseNet121: 'hhfff',
  DenseNet169: 'hhfff',
  DenseNet201: 'hhfff',
};
