/** What acts on images. */
import { isFloat } from './arithmetic';
import { on, type Drawing, type Phrase } from './drawing';
import type { Known } from './given';
import { isModest } from './shapes';

/** One and two blocks of channels of a processor with AVX, part of one, and one and a half; half of all are one. */
export const CHANNELS = [8, 8, 8, 16, 3, 12];

/** Where height, width and channels are. */
const LAYOUTS = { NHWC: [1, 2, 3], NCHW: [2, 3, 1] } as const;

/** Strides and dilations; tfjs takes one of them. */
const STEPS: readonly [strides: number, dilations: number][] = [
  [1, 1],
  [1, 1],
  [1, 1],
  [2, 1],
  [1, 2],
];

export const isImage = (value: Known): boolean => isFloat(value) && value.shape.length === 4;

/** (height, width, from, to), of a scale that keeps the magnitude of `terms` products summed. */
const filter = (d: Drawing, shape: readonly number[], terms: number): Known =>
  d.input(shape, 'normal', 1 / Math.sqrt(terms));

type Layout = keyof typeof LAYOUTS;

export function convolve(d: Drawing, x: Known, layout: Layout = d.pick(['NHWC', 'NCHW'])): Known {
  const [height, width, channels] = LAYOUTS[layout].map((axis) => x.shape[axis]!) as [number, number, number];
  const kernel = d.pick([3, 3, 3, 1]);
  const [strides, dilations] = d.pick(STEPS);
  const hasRoom = Math.min(height, width) > (kernel - 1) * dilations;
  const pad = d.pick(hasRoom ? ['same', 'same', 'valid'] : ['same']);
  const w = filter(d, [kernel, kernel, channels, d.pick(CHANNELS)], kernel * kernel * channels);
  return d.say('conv2d', x, w, strides, pad, layout, dilations);
}

const convolution: Phrase = on(isImage, (d, x) => {
  convolve(d, x);
});

const depthwise: Phrase = on(isImage, (d, x) => {
  const [strides, dilations] = d.pick(STEPS);
  const w = filter(d, [3, 3, x.shape[3]!, d.pick([1, 2])], 9);
  d.say('depthwiseConv2d', x, w, strides, 'same', 'NHWC', dilations);
});

const transposed: Phrase = on(isImage, (d, x) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const to = d.pick(CHANNELS);
  const shape = [batch, 2 * height, 2 * width, to];
  const w = filter(d, [3, 3, to, channels], 9 * channels);
  if (isModest(shape)) d.say('conv2dTranspose', x, w, shape, 2, 'same');
});

const WINDOWS: readonly [window: number, strides: number, pad: string][] = [
  [2, 2, 'valid'],
  [2, 2, 'valid'],
  [3, 2, 'same'],
  [2, 1, 'same'],
];

const pool: Phrase = on(
  (value) => isImage(value) && value.shape[1]! > 1 && value.shape[2]! > 1,
  (d, x) => {
    d.say(d.pick(['maxPool', 'maxPool', 'avgPool']), x, ...d.pick(WINDOWS));
  },
);

/** A number for each channel, last or first, or with an axis more than the image. */
const bias: Phrase = on(isImage, (d, x) => {
  const y = convolve(d, x);
  const [last, first] = [y.shape[3]!, y.shape[1]!];
  d.say('add', y, d.input(d.pick([[last], [first, 1, 1], [1, 1, 1, last], [1, 1, first, 1, 1]])));
});

/** One number of each channel. */
const squeezes: readonly ((d: Drawing, x: Known) => Known)[] = [
  (d, x) => d.say('mean', x, [1, 2], true),
  (d, x) => d.say('max', x, [1, 2], true),
  (d, x) => d.say('maxPool', x, x.shape.slice(1, 3), 1, 'valid'),
];

/** Squeeze and excite: what a convolution's result is as a whole acts on all of it. */
const excitation: Phrase = on(isImage, (d, x) => {
  const y = convolve(d, x, 'NHWC');
  const squeezed = d.pick(squeezes)(d, y);
  const [kernel, channels] = [d.pick([1, 3]), y.shape[3]!];
  const w = filter(d, [kernel, kernel, channels, channels], channels);
  const excited = d.say('conv2d', squeezed, w, 1, 'same');
  d.say('mul', d.say('sub', y, squeezed), d.say('sigmoid', excited));
});

export const convolutions: readonly Phrase[] = [
  ...[convolution, depthwise, transposed, pool, pool, bias, bias, excitation, excitation, excitation],
];
