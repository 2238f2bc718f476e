/** Convolutions that keep channels apart: every input channel has its own filters. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape, Value } from '../graph';
import { activate } from '../operators/activation';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { convolve, convolveFilterGradient, convolveInputGradient } from '../operators/convolution';
import { reshape, transpose } from '../operators/shape';
import { tuple4, window2D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type Settings = Pick<tf.DepthwiseConv2dNativeAttrs, 'strides' | 'pad' | 'dimRoundingMode'> & {
  dilations: [number, number] | number | null;
};

const windowOf = (inShape: Shape, filterShape: Shape, { strides, pad, dimRoundingMode, dilations }: Settings): Window =>
  window2D(
    backend_util.computeConv2DInfo(
      tuple4(inShape),
      tuple4(filterShape),
      strides,
      dilations ?? 1,
      pad,
      dimRoundingMode,
      true,
    ),
  );

/** A filter (…kernel, C, M) → (C·M, 1, …kernel): channel c makes the results c·M … c·M + M − 1. */
function toGroups(filter: Value): Value {
  const [height, width, C, M] = tuple4(filter.shape);
  return reshape(transpose(filter, [2, 3, 0, 1]), [C * M, 1, height, width]);
}

export const DepthwiseConv2dNative: Lowering<tf.DepthwiseConv2dNativeInputs, tf.DepthwiseConv2dNativeAttrs> = (
  { x, filter },
  attributes,
) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  return toChannelsLast(convolve(toChannelsFirst(x), toGroups(filter), window, filter.shape[2]));
};

export const DepthwiseConv2dNativeBackpropInput: Lowering<
  tf.DepthwiseConv2dNativeBackpropInputInputs,
  tf.DepthwiseConv2dNativeBackpropInputAttrs
> = ({ dy, filter }, attributes) => {
  const window = windowOf(attributes.inputShape, filter.shape, attributes);
  return toChannelsLast(convolveInputGradient(toChannelsFirst(dy), toGroups(filter), window, filter.shape[2]));
};

export const DepthwiseConv2dNativeBackpropFilter: Lowering<
  tf.DepthwiseConv2dNativeBackpropFilterInputs,
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
> = ({ x, dy }, attributes) => {
  const [height, width, C, M] = tuple4(attributes.filterShape);
  const window = windowOf(x.shape, attributes.filterShape, attributes);
  const gradient = convolveFilterGradient(toChannelsFirst(x), toChannelsFirst(dy), window, C); // (C·M, 1, …kernel)
  return transpose(reshape(gradient, [C, M, height, width]), [2, 3, 0, 1]);
};

export const FusedDepthwiseConv2D: Lowering<
  Pick<tf.FusedDepthwiseConv2DInputs, 'x' | 'filter' | 'bias' | 'preluActivationWeights'>,
  tf.FusedDepthwiseConv2DAttrs
> = ({ x, filter, bias, preluActivationWeights: weights }, attributes, graph) => {
  const { activation, leakyreluAlpha } = attributes;
  const product = DepthwiseConv2dNative({ x, filter }, attributes, graph) as Value;
  return activate(product, bias, { activation, leakyreluAlpha, weights });
};
