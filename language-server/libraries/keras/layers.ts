import { unknown } from '../call';
import type { Table } from '../library';
import { kernelOf } from './kernels';
import { withAxes, withoutSettings } from './given-inputs';
import { layerTable } from './layer';
import { concatenated, dotted, merged } from '../layers/merging';
import { cellular } from '../layers/cells';
import { dense, embedding, normalized, parametricRelu, standardized, unchanged } from '../layers/dense';
import { cropping, padding } from '../layers/margins';
import { bidirectional, convolutional, recurrent, timeDistributed } from '../layers/recurrent';
import { flatten, permute, repeatVector, reshape } from '../layers/shaping';
import { convolution, depthwise, globalPooling, pooling, transposedConvolution, upsampling } from '../layers/window';
import { attention, custom, lambda, resizing, wrapping } from './special';
import { vectorsOf } from './vectors';

const UNCHANGED =
  'Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianNoise GaussianDropout AlphaDropout ReLU ' +
  'LeakyReLU ELU ThresholdedReLU ActivityRegularization Masking Rescaling RandomFlip ' +
  'RandomRotation RandomZoom RandomTranslation RandomContrast RandomBrightness Identity InstanceNormalization';

const NORMALIZED = 'LayerNormalization UnitNormalization';

const MERGED = 'Add Subtract Multiply Average Maximum Minimum';

const CONVOLUTION =
  'filters, kernel_size=?, *args, strides=1, padding=valid, data_format=None, dilation_rate=1, groups=1, activation=None, use_bias=True';
const SEPARABLE =
  'filters, kernel_size=?, *args, strides=1, padding=valid, data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True';
const DEPTHWISE =
  'kernel_size, strides=1, padding=valid, depth_multiplier=1, data_format=None, dilation_rate=1, activation=None, use_bias=True';
const TRANSPOSED =
  'filters, kernel_size=?, *args, strides=1, padding=valid, output_padding=None, data_format=None, dilation_rate=1, activation=None, use_bias=True';
const POOLING = 'pool_size=2, strides=None, padding=valid, data_format=None';
const GLOBAL = 'data_format=None, keepdims=False';
const STATES = 'return_sequences=False, return_state=False, go_backwards=False, stateful=False';
const CONVOLUTIONAL = `filters, kernel_size=?, *args, strides=1, padding=valid, data_format=None, dilation_rate=1, activation=tanh, recurrent_activation=sigmoid, use_bias=True, ${STATES}`;
const RECURRENT = `units, activation=tanh, recurrent_activation=sigmoid, use_bias=True, *, ${STATES}`;

/** The layers of space, for one, two and three axes of it. */
function spatial(rank: number): Table {
  const name = `${rank}D`;
  return {
    ...sharing(`Conv${name} Convolution${name}`, CONVOLUTION, convolution(rank), { made: kernelOf(rank) }),
    ...sharing(
      `Conv${name}Transpose Convolution${name}Transpose Deconvolution${name}`,
      TRANSPOSED,
      transposedConvolution(rank),
      { made: kernelOf(rank) },
    ),
    ...sharing(`MaxPooling${name} MaxPool${name}`, POOLING, pooling(rank)),
    ...sharing(`AveragePooling${name} AvgPool${name}`, POOLING, pooling(rank)),
    ...sharing(`GlobalAveragePooling${name} GlobalAvgPool${name}`, GLOBAL, globalPooling(rank)),
    ...sharing(`GlobalMaxPooling${name} GlobalMaxPool${name}`, GLOBAL, globalPooling(rank)),
    ...layerTable(`ConvLSTM${name}`, CONVOLUTIONAL, convolutional(rank), { made: kernelOf(rank) }),
    ...layerTable(`UpSampling${name}`, `size=2, data_format=None`, upsampling(rank)),
    ...layerTable(`ZeroPadding${name}`, 'padding=1, data_format=None', padding(rank)),
    ...layerTable(`Cropping${name}`, `cropping=${rank === 1 ? '1' : '0'}, data_format=None`, cropping(rank)),
  };
}

const sharing = (names: string, ...rest: Rest<Parameters<typeof layerTable>>): Table =>
  Object.assign({}, ...names.split(' ').map((name) => layerTable(name, ...rest))) as Table;

type Rest<T> = T extends [unknown, ...infer R] ? R : never;

export const LAYERS: Table = {
  ...layerTable('Layer', '', custom),
  ...layerTable('Dense', 'units, activation=None, use_bias=True', dense),
  ...layerTable('Embedding', 'input_dim, output_dim', embedding, { made: vectorsOf }),
  ...sharing(UNCHANGED, '*args', unchanged),
  ...layerTable('Activation', 'activation', unchanged),
  ...layerTable('Softmax', 'axis=-1', unchanged),
  ...layerTable(
    'PReLU',
    'alpha_initializer=None, alpha_regularizer=None, alpha_constraint=None, shared_axes=None',
    parametricRelu,
  ),
  ...layerTable('Normalization', 'axis=-1, mean=None, variance=None, invert=False', standardized),
  ...sharing(NORMALIZED, '*args, axis=-1, center=True, scale=True', normalized),
  ...layerTable('BatchNormalization', 'axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True', normalized),
  ...layerTable('GroupNormalization', 'groups=32, axis=-1, epsilon=0.001, center=True, scale=True', normalized),
  ...sharing(MERGED, '*args', merged, { made: withoutSettings }),
  ...layerTable('Concatenate', 'axis=-1', concatenated, { made: withAxes('axis', 'Concatenate(axis=-1)([a, b])') }),
  ...layerTable('Dot', 'axes=?, normalize=False', dotted, { made: withAxes('axes', 'Dot(axes=1)([a, b])') }),
  ...spatial(1),
  ...spatial(2),
  ...spatial(3),
  ...layerTable('SeparableConv1D', SEPARABLE, convolution(1), { made: kernelOf(1) }),
  ...sharing('SeparableConv2D SeparableConvolution2D', SEPARABLE, convolution(2), { made: kernelOf(2) }),
  ...layerTable('DepthwiseConv1D', DEPTHWISE, depthwise(1)),
  ...layerTable('DepthwiseConv2D', DEPTHWISE, depthwise(2)),
  ...layerTable('Flatten', 'data_format=None', flatten),
  ...layerTable('Reshape', 'target_shape', reshape),
  ...layerTable('Permute', 'dims', permute),
  ...layerTable('RepeatVector', 'n', repeatVector),
  ...layerTable('SimpleRNN', `units, activation=tanh, use_bias=True, *, ${STATES}`, recurrent(1)),
  ...layerTable('GRU', `${RECURRENT}, reset_after=True`, recurrent(1)),
  ...layerTable('LSTM', RECURRENT, recurrent(2)),
  ...layerTable('SimpleRNNCell', 'units, activation=tanh, use_bias=True', unknown),
  ...layerTable(
    'GRUCell',
    'units, activation=tanh, recurrent_activation=sigmoid, use_bias=True, *, reset_after=True',
    unknown,
  ),
  ...layerTable('LSTMCell', 'units, activation=tanh, recurrent_activation=sigmoid, use_bias=True', unknown),
  ...layerTable('StackedRNNCells', 'cells', unknown),
  ...layerTable('RNN', `cell, *, ${STATES}`, cellular),
  ...layerTable('Bidirectional', 'layer, merge_mode=concat', bidirectional),
  ...layerTable('TimeDistributed', 'layer', timeDistributed),
  ...layerTable('SpectralNormalization', 'layer, power_iterations=1', wrapping),
  ...layerTable('WeightNormalization', 'layer, data_init=True', wrapping),
  ...layerTable('Lambda', 'function, output_shape=None', lambda),
  ...layerTable('Resizing', 'height, width', resizing),
  ...layerTable('CenterCrop', 'height, width', resizing),
  ...layerTable('RandomCrop', 'height, width', resizing),
  ...layerTable(
    'MultiHeadAttention',
    'num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None',
    attention,
    { inputs: 'query, value, key=None' },
  ),
};
