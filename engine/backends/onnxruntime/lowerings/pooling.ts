/** Pooling over images. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from '../operators/pooling';
import { float } from '../operators/types';
import { coversInside, poolingWindow2D, poolingWindow3D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type WindowOf<Settings> = (shape: readonly number[], settings: Settings) => Window;

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

export const MaxPool = pooling(poolingWindow2D, maxima);
export const AvgPool = pooling(poolingWindow2D, averagePool);
export const MaxPoolGrad = gradient(poolingWindow2D, maxPoolGradient);
export const AvgPoolGrad = gradient(poolingWindow2D, spreadEvenly);

export const MaxPool3D = pooling(poolingWindow3D, maxima);
export const AvgPool3D = pooling(poolingWindow3D, averagePool);
export const MaxPool3DGrad = gradient(poolingWindow3D, maxPoolGradient);
export const AvgPool3DGrad = gradient(poolingWindow3D, spreadEvenly);
