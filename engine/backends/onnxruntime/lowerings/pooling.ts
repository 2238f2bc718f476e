/** Pooling over images. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from '../operators/pooling';
import { float } from '../operators/types';
import { coversInside, tuple4, tuple5, window2D, window3D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type Settings2D = Pick<tf.MaxPoolAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;
type Settings3D = Pick<tf.MaxPool3DGradAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;
type WindowOf<Settings> = (shape: readonly number[], settings: Settings) => Window;

const images: WindowOf<Settings2D> = (shape, { filterSize, strides, pad, dimRoundingMode }) =>
  window2D(backend_util.computePool2DInfo(tuple4(shape), filterSize, strides, 1, pad, dimRoundingMode));

const volumes: WindowOf<Settings3D> = (shape, { filterSize, strides, pad, dimRoundingMode }) =>
  window3D(backend_util.computePool3DInfo(tuple5(shape), filterSize, strides, 1, pad, dimRoundingMode));

/** x (B, …, C) → (B, …, C) by an operator on channels first. */
const pooling =
  <Settings>(
    windowOf: WindowOf<Settings>,
    pool: (x: Value, window: Window) => Value,
  ): Lowering<tf.MaxPoolInputs, Settings> =>
  ({ x }, settings) => {
    const window = windowOf(x.shape, settings);
    return coversInside(window) ? toChannelsLast(pool(toChannelsFirst(float(x)), window)) : null;
  };

/** dy and the input (B, …, C) → the input's gradient. */
const gradient =
  <Settings>(
    windowOf: WindowOf<Settings>,
    spread: (dy: Value, x: Value, window: Window) => Value,
  ): Lowering<Pick<tf.MaxPoolGradInputs, 'dy' | 'input'>, Settings> =>
  ({ dy, input }, settings) => {
    const window = windowOf(input.shape, settings);
    if (!coversInside(window)) return null;
    return toChannelsLast(spread(toChannelsFirst(dy), toChannelsFirst(float(input)), window));
  };

const maxima = (x: Value, window: Window): Value => maxPool(x, window).maxima;
const spreadEvenly = (dy: Value, _x: Value, window: Window): Value => averagePoolGradient(dy, window);

export const MaxPool = pooling(images, maxima);
export const AvgPool = pooling(images, averagePool);
export const MaxPoolGrad = gradient(images, maxPoolGradient);
export const AvgPoolGrad = gradient(images, spreadEvenly);

export const MaxPool3D = pooling(volumes, maxima);
export const AvgPool3D = pooling(volumes, averagePool);
export const MaxPool3DGrad = gradient(volumes, maxPoolGradient);
export const AvgPool3DGrad = gradient(volumes, spreadEvenly);
