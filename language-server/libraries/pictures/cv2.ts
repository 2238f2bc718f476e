/** OpenCV's pictures: arrays (H, W, 3), or (H, W) in grey. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { derived, integerOf, sizesIn, tensorOf, valueOf } from '../call';
import { tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { pixels } from './picture';

/** The name of one of OpenCV's constants. */
const constantOf = (call: Call, name: string): string | undefined => {
  const value = valueOf(call, name);
  return value.kind === 'library' ? value.name.replace(/^cv2\./, '') : undefined;
};

/** None where the file is no picture. */
const read: Rule = (call) => {
  const [number, constant] = [integerOf(call, 'flags'), constantOf(call, 'flags')];
  const size = [call.machine.symbol('height'), call.machine.symbol('width')];
  const grey = number === 0 || constant === 'IMREAD_GRAYSCALE';
  if (!grey && number !== 1 && constant !== 'IMREAD_COLOR') return UNKNOWN;
  const found = pixels(grey ? size : [...size, 3]);
  return found.kind === 'tensor' ? { ...found, optional: true } : found;
};

/** Of an array (H, W) or (H, W, C); undefined where it is another, or not known. */
const sizesOf = (call: Call): readonly Dimension[] | undefined => {
  const { open, dimensions } = tensorOf(call, 'src').shape;
  return open || dimensions.length < 2 || dimensions.length > 3 ? undefined : dimensions;
};

/** `dsize` is (width, height), or (0, 0) where scales are told; an only channel loses its axis. */
const resized: Rule = (call) => {
  const [, , channels] = sizesOf(call) ?? [];
  const source = sizesOf(call);
  const [width, height] = sizesIn(valueOf(call, 'dsize')) ?? [];
  if (!source || width === 0 || (channels !== undefined && typeof channels !== 'number')) return UNKNOWN;
  const sides = [height ?? unknownDimension(), width ?? unknownDimension()];
  return like(call, channels === undefined || channels === 1 ? sides : [...sides, channels]);
};

const like = (call: Call, dimensions: readonly Dimension[]): Value => derived(tensorOf(call, 'src'), shape(dimensions));

/** `COLOR_BGR2GRAY`: what comes after the 2 has so many values a pixel. */
const recolored: Rule = (call) => {
  const [height, width] = sizesOf(call) ?? [];
  const to = /^COLOR_\w+?2(\w+)$/.exec(constantOf(call, 'code') ?? '')?.[1];
  if (height === undefined || width === undefined || to === undefined) return UNKNOWN;
  if (to === 'GRAY') return like(call, [height, width]);
  const channels = /^(BGR|RGB)A$/.test(to) ? 4 : /^(BGR|RGB|HSV|HLS|LAB|Lab|LUV|Luv|YUV|XYZ|YCrCb|YCR_CB|HSV_FULL)$/.test(to) ? 3 : undefined; // prettier-ignore
  return channels === undefined ? UNKNOWN : like(call, [height, width, channels]);
};

const kept: Rule = (call) => (sizesOf(call) ? like(call, sizesOf(call)!) : UNKNOWN);

const edges: Rule = (call) => {
  const sizes = sizesOf(call);
  return sizes ? tensor(shape(sizes.slice(0, 2)), { type: 'uint8' }) : UNKNOWN;
};

const array = (signature: string, rule: Rule): Row => ({ ...row(signature, rule), gives: 'numpy.ndarray' });

const KEEPING = 'GaussianBlur medianBlur bilateralFilter flip bitwise_not equalizeHist erode dilate';

export const CV2: Table = {
  'cv2.imread': array('filename, flags=1', read),
  'cv2.resize': array('src, dsize=None, *args, **kwargs', resized),
  'cv2.cvtColor': array('src, code, *args, **kwargs', recolored),
  'cv2.Canny': array('src, *args, **kwargs', edges),
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [`cv2.${name}`, array('src, *args, **kwargs', kept)])),
};
