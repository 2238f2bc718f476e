/** Convolutions over volumes. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../graph';
import { toChannelsFirst, toChannelsLast, toOutputFirst, toOutputLast } from '../operators/channels';
import { convolve, convolveFilterGradient, convolveInputGradient } from '../operators/convolution';
import { tuple5, window3D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type Settings = Pick<tf.Conv3DAttrs, 'strides' | 'pad'> & Partial<Pick<tf.Conv3DAttrs, 'dilations'>>;

const windowOf = (inShape: Shape, filterShape: Shape, { strides, pad, dilations }: Settings): Window =>
  window3D(backend_util.computeConv3DInfo(tuple5(inShape), tuple5(filterShape), strides, dilations ?? 1, pad));

export const Conv3D: Lowering<tf.Conv3DInputs, tf.Conv3DAttrs> = ({ x, filter }, attributes) =>
  toChannelsLast(convolve(toChannelsFirst(x), toOutputFirst(filter), windowOf(x.shape, filter.shape, attributes)));

export const Conv3DBackpropInputV2: Lowering<tf.Conv3DBackpropInputV2Inputs, tf.Conv3DBackpropInputV2Attrs> = (
  { dy, filter },
  attributes,
) => {
  const window = windowOf(attributes.inputShape, filter.shape, attributes);
  return toChannelsLast(convolveInputGradient(toChannelsFirst(dy), toOutputFirst(filter), window));
};

export const Conv3DBackpropFilterV2: Lowering<tf.Conv3DBackpropFilterV2Inputs, tf.Conv3DBackpropFilterV2Attrs> = (
  { x, dy },
  attributes,
) => {
  const window = windowOf(x.shape, attributes.filterShape, attributes);
  return toOutputLast(convolveFilterGradient(toChannelsFirst(x), toChannelsFirst(dy), window));
};
