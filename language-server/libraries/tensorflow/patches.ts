/** Patches of pictures: (…, H, W, C) → (…, rows, columns, kh · kw · C), a patch laid out along the last axis. */
import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { shape } from '../../domain/shape';
import { derived, perAxis, sizesIn, stringOf, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { ANY_TENSOR } from '../../interpreter/value';
import { windows, type Window } from '../torch/window';

type Sides = readonly (Dimension | undefined)[];

/** Those of a window of height and width. */
interface Sizes {
  kernels: Sides;
  strides: Sides;
  dilations: Sides;
}

/** How many windows begin along an axis: 'SAME' ⌈n/s⌉, 'VALID' those that fit. */
function along(call: Call, size: Dimension, window: Window): Dimension {
  const padding = stringOf(call, 'padding')?.toUpperCase();
  if (padding === 'SAME' && window.stride !== undefined) return ceilDivide(size, window.stride);
  return padding === 'VALID' ? windows(size, window) : unknownDimension();
}

/** What is known of a product only where both factors are. */
const known = (a: Dimension | undefined, b: Dimension | undefined): Dimension =>
  a === undefined || b === undefined ? unknownDimension() : multiply(a, b);

function patches(call: Call, { kernels, strides, dilations }: Sizes): ReturnType<Rule> {
  const images = tensorOf(call, 'images');
  const [height, width, channels] = images.shape.dimensions.slice(-3);
  if (images.shape.open || height === undefined || width === undefined || channels === undefined) return ANY_TENSOR;
  const [rows, columns] = [height, width].map((size, i) =>
    along(call, size, { kernel: kernels[i], stride: strides[i], padding: 0, dilation: dilations[i] }),
  );
  const entries = known(known(kernels[0], kernels[1]), channels);
  return derived(images, shape([...images.shape.dimensions.slice(0, -3), rows!, columns!, entries]));
}

/** Height and width of the four axes that TensorFlow wants: `[1, h, w, 1]`. */
const middle = (call: Call, name: string): Sides => sizesIn(valueOf(call, name))?.slice(1, 3) ?? [];

const ofFour: Rule = (call) =>
  patches(call, {
    kernels: middle(call, 'sizes'),
    strides: middle(call, 'strides'),
    dilations: middle(call, 'rates'),
  });

/** One number or two; patches that are next to each other unless strides say otherwise. */
const ofTwo: Rule = (call) => {
  const format = valueOf(call, 'data_format');
  if (format.kind !== 'none' && stringOf(call, 'data_format') !== 'channels_last') return ANY_TENSOR;
  const [kernels, dilations] = ['size', 'dilation_rate'].map((name) => perAxis(valueOf(call, name), 2));
  const strides = valueOf(call, 'strides');
  return patches(call, {
    kernels: kernels!,
    strides: strides.kind === 'none' ? kernels! : perAxis(strides, 2),
    dilations: dilations!,
  });
};

export const PATCHES: Table = {
  'tensorflow.image.extract_patches': row('images, sizes, strides, rates, padding, name=None', ofFour),
  'keras.ops.image.extract_patches': row(
    'images, size, strides=None, dilation_rate=1, padding=valid, data_format=None',
    ofTwo,
  ),
};
