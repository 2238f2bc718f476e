/** Pooling over images and volumes. */
import type * as tf from '@tensorflow/tfjs-core';
import type { ElementType, Value } from '../graph';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import * as e from '../operators/elementwise';
import { zeros } from '../operators/indexing';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from '../operators/pooling';
import { double } from '../operators/sampling';
import { seeing, type Middle } from '../operators/seeing';
import { expand, pad, slice } from '../operators/shape';
import { float } from '../operators/types';
import { poolingWindow2D, poolingWindow3D, type Window } from '../operators/window';
import { candidates, elementsAt, firstElements, winners } from '../operators/winners';
import type { Lowering } from './lowering';

type WindowOf<Settings> = (shape: readonly number[], settings: Settings) => Window;

/** What a window gives, and what one gives that sees nothing but padding. */
interface Pool {
  of: (x: Value, window: Window) => Value;
  nothing: number;
  /** tfjs keeps the type of images, not of volumes. */
  typeOf: (x: Value) => ElementType;
}

/** What is meant of x (B, C, …). */
const middleOf = (x: Value, { first, end }: Middle): Value =>
  slice(x, [0, 0, ...first], [...x.shape.slice(0, 2), ...end]);

/** (B, C, …) again, with `value` around. */
const surround = (x: Value, { first, end }: Middle, sizes: readonly number[], value: number): Value => {
  const margins = sizes.map((size, axis) => [first[axis]!, size - end[axis]!] as const);
  return pad(x, [[0, 0], [0, 0], ...margins], value);
};

/** tfjs gives images back whose windows are one pixel each and as many as their pixels, whatever the padding. */
const isKept = ({ kernel, from, to }: Window): boolean =>
  kernel.length === 2 && kernel.every((size, axis) => size === 1 && from[axis] === to[axis]);

/** x (B, …, C) → (B, …, C) by an operator on channels first. */
const pooling =
  <Settings>(windowOf: WindowOf<Settings>, { of, nothing, typeOf }: Pool): Lowering<tf.MaxPoolInputs, Settings> =>
  ({ x }, settings) => {
    const whole = windowOf(x.shape, settings);
    if (isKept(whole)) return x;
    const { window, outputs, elements } = seeing(whole);
    const images = toChannelsFirst(x);
    const type = typeOf(x);
    const shape = [...images.shape.slice(0, 2), ...window.to];
    const isEmpty = shape.includes(0);
    const seen = isEmpty ? zeros(e.cast(x, type), shape) : e.cast(of(middleOf(images, elements), window), type);
    return toChannelsLast(surround(seen, outputs, whole.to, x.type === 'float32' ? nothing : 0));
  };

/** dy and the input (B, …, C) → the input's gradient. */
const gradient =
  <Settings>(
    windowOf: WindowOf<Settings>,
    spread: (dy: Value, x: Value, window: Window) => Value,
  ): Lowering<Pick<tf.MaxPoolGradInputs, 'dy' | 'input'>, Settings> =>
  ({ dy, input }, settings) => {
    const whole = windowOf(input.shape, settings);
    const { window, outputs, elements } = seeing(whole);
    if (dy.shape.includes(0) || window.to.includes(0)) return zeros(dy, input.shape);
    const seen = middleOf(toChannelsFirst(float(input)), elements);
    const inner = spread(middleOf(toChannelsFirst(dy), outputs), seen, window);
    return toChannelsLast(surround(inner, elements, whole.from, 0));
  };

const ofInput = ({ type }: Value): ElementType => type;
const ofFloats = (): ElementType => 'float32';

const maxima = (x: Value, window: Window): Value => maxPool(x.type === 'float32' ? x : double(x), window).maxima;
const means = (x: Value, window: Window): Value => averagePool(float(x), window);
const spreadEvenly = (dy: Value, _x: Value, window: Window): Value => averagePoolGradient(dy, window);

export const MaxPool = pooling(poolingWindow2D, { of: maxima, nothing: -Infinity, typeOf: ofInput });
export const AvgPool = pooling(poolingWindow2D, { of: means, nothing: NaN, typeOf: ofInput });
export const MaxPoolGrad = gradient(poolingWindow2D, maxPoolGradient);
export const AvgPoolGrad = gradient(poolingWindow2D, spreadEvenly);

export const MaxPool3D = pooling(poolingWindow3D, { of: maxima, nothing: -Infinity, typeOf: ofFloats });
/** Of volumes, tfjs divides by one element at least. */
export const AvgPool3D = pooling(poolingWindow3D, { of: means, nothing: 0, typeOf: ofFloats });
export const MaxPool3DGrad = gradient(poolingWindow3D, maxPoolGradient);
export const AvgPool3DGrad = gradient(poolingWindow3D, spreadEvenly);

/** The largest of each window, and the number of the first such element in its image, or in the batch; −1 where there is none. */
export const MaxPoolWithArgmax: Lowering<tf.MaxPoolWithArgmaxInputs, tf.MaxPoolWithArgmaxAttrs> = (
  { x },
  { filterSize, strides, pad: padding, includeBatchInIndex },
) => {
  const window = poolingWindow2D(x.shape, { filterSize, strides, pad: padding });
  const seen = candidates(x.type === 'float32' ? x : double(x), window);
  const nothing = expand(e.scalar(x.graph, -Infinity, seen[0]!.type), seen[0]!.shape);
  const { maximum, place } = winners([nothing, ...seen]);
  const isNothing = e.equal(place, 0);
  const inImage = elementsAt(e.max(e.sub(place, 1), 0), x.shape, window);
  const positions = includeBatchInIndex ? e.add(inImage, firstElements(x.graph, x.shape)) : inImage;
  const values = x.type === 'float32' ? maximum : e.cast(e.where(isNothing, 0, maximum), x.type);
  return [values, e.where(isNothing, -1, positions)];
};
