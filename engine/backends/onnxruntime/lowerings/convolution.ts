/** Convolutions over images. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { activate } from '../operators/activation';
import { toChannelsFirst, toChannelsLast, toOutputFirst, toOutputLast } from '../operators/channels';
import { convolve, convolveFilterGradient, convolveInputGradient } from '../operators/convolution';
import { reshape } from '../operators/shape';
import { tuple4, window2D, type Window } from '../operators/window';
import type { Lowering } from './lowering';

type Settings = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'> &
  Partial<Pick<tf.Conv2DAttrs, 'dataFormat' | 'dilations'>>;
type Shape4 = readonly number[];

function windowOf(inShape: Shape4, filterShape: Shape4, settings: Settings): Window {
  const { strides, pad, dimRoundingMode, dataFormat, dilations } = settings;
  const format = backend_util.convertConv2DDataFormat(dataFormat ?? 'NHWC');
  return window2D(
    backend_util.computeConv2DInfo(
      tuple4(inShape),
      tuple4(filterShape),
      strides,
      dilations ?? 1,
      pad,
      dimRoundingMode,
      false,
      format,
    ),
  );
}

/** Runs `operator` with channels first, whatever the data format is. */
const first = (x: Value, format: string | undefined): Value => (format === 'NCHW' ? x : toChannelsFirst(x));
const back = (x: Value, format: string | undefined): Value => (format === 'NCHW' ? x : toChannelsLast(x));

export const Conv2D: Lowering<tf.Conv2DInputs, tf.Conv2DAttrs> = ({ x, filter }, attributes) => {
  const window = windowOf(x.shape, filter.shape, attributes);
  const { dataFormat } = attributes;
  return back(convolve(first(x, dataFormat), toOutputFirst(filter), window), dataFormat);
};

export const Conv2DBackpropInput: Lowering<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs> = (
  { dy, filter },
  attributes,
) => {
  const { inputShape, dataFormat } = attributes;
  const window = windowOf(inputShape, filter.shape, attributes);
  const reached = first(dy, dataFormat).shape.slice(2);
  // tfjs lets a transposed convolution ask for a shape that does not belong to dy's.
  if (reached.join() !== window.to.join()) return null;
  return back(convolveInputGradient(first(dy, dataFormat), toOutputFirst(filter), window), dataFormat);
};

export const Conv2DBackpropFilter: Lowering<tf.Conv2DBackpropFilterInputs, tf.Conv2DBackpropFilterAttrs> = (
  { x, dy },
  attributes,
) => {
  const { filterShape, dataFormat } = attributes;
  const window = windowOf(x.shape, filterShape, attributes);
  return toOutputLast(convolveFilterGradient(first(x, dataFormat), first(dy, dataFormat), window));
};

/** A bias (C) that meets channels first. */
const perChannel = (bias: Value | undefined, format: string): Value | undefined =>
  bias && format === 'NCHW' && bias.shape.length === 1 ? reshape(bias, [bias.shape[0]!, 1, 1]) : bias;

export const FusedConv2D: Lowering<
  Pick<tf.FusedConv2DInputs, 'x' | 'filter' | 'bias' | 'preluActivationWeights'>,
  tf.FusedConv2DAttrs
> = ({ x, filter, bias, preluActivationWeights }, attributes, graph) => {
  const { activation, leakyreluAlpha, dataFormat } = attributes;
  const product = Conv2D({ x, filter }, attributes, graph) as Value;
  const weights = perChannel(preluActivationWeights, dataFormat);
  return activate(product, perChannel(bias, dataFormat), { activation, leakyreluAlpha, weights });
};
