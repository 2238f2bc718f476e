/** Pooling over images. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from '../operators/pooling';
import { float } from '../operators/types';
import { tuple4, window2D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type Settings = Pick<tf.MaxPoolAttrs, 'filterSize' | 'strides' | 'pad' | 'dimRoundingMode'>;

const windowOf = (shape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: Settings): Window =>
  window2D(backend_util.computePool2DInfo(tuple4(shape), filterSize, strides, 1, pad, dimRoundingMode));

export const MaxPool: Lowering<tf.MaxPoolInputs, tf.MaxPoolAttrs> = ({ x }, attributes) =>
  toChannelsLast(maxPool(toChannelsFirst(float(x)), windowOf(x.shape, attributes)).maxima);

export const MaxPoolGrad: Lowering<tf.MaxPoolGradInputs, tf.MaxPoolGradAttrs> = ({ dy, input }, attributes) =>
  toChannelsLast(
    maxPoolGradient(toChannelsFirst(dy), toChannelsFirst(float(input)), windowOf(input.shape, attributes)),
  );

export const AvgPool: Lowering<tf.AvgPoolInputs, tf.AvgPoolAttrs> = ({ x }, attributes) =>
  toChannelsLast(averagePool(toChannelsFirst(float(x)), windowOf(x.shape, attributes)));

export const AvgPoolGrad: Lowering<tf.AvgPoolGradInputs, tf.AvgPoolGradAttrs> = ({ dy, input }, attributes) =>
  toChannelsLast(averagePoolGradient(toChannelsFirst(dy), windowOf(input.shape, attributes)));
