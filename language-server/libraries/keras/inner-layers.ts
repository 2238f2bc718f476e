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

/** A layer's channels, and the way that a side of the picture goes to it; none leads to a vector of a head's. */
interface Inner {
  channels: number;
  way: Way | undefined;
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

/** The same channels and way under several names. */
const alike = (names: readonly string[], inner: Inner): [string, Inner][] => names.map((name) => [name, inner]);

/** ResNet: so many blocks in each of four stages, the first at a quarter of the picture; the last layers narrow and widen. */
const resnet = (blocks: readonly number[]): Inners =>
  new Map([
    ...alike(['conv1_conv', 'conv1_bn', 'conv1_relu'], { channels: 64, way: 'h' }),
    ['pool1_pool', { channels: 64, way: 'hh' }],
    ...blocks.flatMap((count, i) =>
      Array.from({ length: count }, (_, j) =>
        bottleneck(`conv${i + 2}_block${j + 1}`, 64 * 2 ** i, 'h'.repeat(i + 2), j === 0),
      ).flat(),
    ),
  ]);

/** A block of ResNet's, the first of which in a stage widens what passes by, too. */
const bottleneck = (name: string, channels: number, way: Way, first: boolean): [string, Inner][] => [
  ...alike(
    ['1', '2'].flatMap((each) => ['conv', 'bn', 'relu'].map((part) => `${name}_${each}_${part}`)),
    { channels, way },
  ),
  ...alike(
    [...(first ? ['0', '3'] : ['3']).flatMap((each) => [`${each}_conv`, `${each}_bn`]), 'add', 'out'].map(
      (part) => `${name}_${part}`,
    ),
    { channels: 4 * channels, way },
  ),
];

/** The channels of MobileNetV2's blocks, and the blocks that halve. */
const [MOBILE_CHANNELS, HALVING] = [
  [16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320],
  [1, 3, 6, 13],
] as const;

const MOBILE_NET_V2: Inners = new Map([
  ...alike(['Conv1', 'bn_Conv1', 'Conv1_relu'], { channels: 32, way: 'h' }),
  ...MOBILE_CHANNELS.flatMap((_, i) => inverted(i)),
  ...alike(['Conv_1', 'Conv_1_bn', 'out_relu'], { channels: 1280, way: 'hhhhh' }),
]);

/** A block of MobileNetV2's: six times as wide inside, but for the first. */
function inverted(i: number): [string, Inner][] {
  const [name, channels] = [i === 0 ? 'expanded_conv' : `block_${i}`, MOBILE_CHANNELS[i]!];
  const inside = i === 0 ? 32 : 6 * MOBILE_CHANNELS[i - 1]!;
  const [before, after] = [i, i + 1].map((end) => 'h'.repeat(1 + HALVING.filter((each) => each < end).length));
  const within = (part: string, way: Way): [string, Inner][] =>
    alike(
      [part, `${part}_BN`, `${part}_relu`].map((each) => `${name}_${each}`),
      { channels: inside, way },
    );
  return [
    ...(i === 0 ? [] : within('expand', before!)),
    ...within('depthwise', after!),
    ...alike([`${name}_project`, `${name}_project_BN`], { channels, way: after! }),
    ...(channels === MOBILE_CHANNELS[i - 1] ? alike([`${name}_add`], { channels, way: after! }) : []),
  ];
}

/** Of the Inceptions' trunk: a convolution of stride 2, one without padding, a pooling, another of both. */
const TRUNK = 'vnvnv';

const INCEPTION_V3: Inners = new Map(
  [256, 288, 288, 768, 768, 768, 768, 768, 1280, 2048, 2048].map((channels, i): [string, Inner] => [
    `mixed${i}`,
    { channels, way: i < 3 ? TRUNK : i < 8 ? `${TRUNK}v` : `${TRUNK}vv` },
  ]),
);

/** The last layers of a head, which give vectors of so many entries. */
const head = (names: readonly string[], channels: number): Inners =>
  new Map(alike(names, { channels, way: undefined }));

const [DENSE, POOLED] = [head(['fc1', 'fc2'], 4096), head(['avg_pool'], 2048)];

/** By the network's name; those of which no layer is known are absent. */
export const INNER: ReadonlyMap<string, Inners> = new Map([
  ['VGG16', new Map([...vgg([2, 2, 3, 3, 3]), ...DENSE])],
  ['VGG19', new Map([...vgg([2, 2, 4, 4, 4]), ...DENSE])],
  ['ResNet50', new Map([...resnet([3, 4, 6, 3]), ...POOLED])],
  ['ResNet101', new Map([...resnet([3, 4, 23, 3]), ...POOLED])],
  ['ResNet152', new Map([...resnet([3, 8, 36, 3]), ...POOLED])],
  ['MobileNetV2', MOBILE_NET_V2],
  ['InceptionV3', new Map([...INCEPTION_V3, ...POOLED])],
]);

/** The way to the last feature map of those that lose some of a side. */
export const LAST_WAYS: Partial<Record<string, Way>> = {
  InceptionV3: `${TRUNK}vv`,
  InceptionResNetV2: `${TRUNK}vv`,
  Xception: 'vnhhhh',
  DenseNet121: 'hhfff',
  DenseNet169: 'hhfff',
  DenseNet201: 'hhfff',
};
