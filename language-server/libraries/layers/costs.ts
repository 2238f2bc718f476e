/**
 * What the layers of Keras and TensorFlow.js cost, with all weights counted, trained or not, as `count_params` and
 * `countParams` do. Weights are made for the first input, so that a layer that was never called has no known number.
 */
import { floorDivide } from '../../domain/division';
import { perAxis, sizeIn } from '../call';
import { costOf, entriesIn, type Cost, type Costs, type Count, type Made, type Traffic } from '../cost';
import { only, times, total } from '../counts';
import { madeOf } from '../made';
import { attention } from './costs/attention';
import { cellular, gru, recurrent } from './costs/recurrent';
import { bias, flag, inputs, size, stated, text } from './costs/settings';

/** Weights (in, units). */
const dense: Cost = {
  parameters: (made) => {
    const units = size(made, 'units');
    return total(times(inputs(made), units), bias(made, units));
  },
  multiplyAdds: (made, { output }) => times(entriesIn(output), inputs(made)),
  summary: (made) => `${text(inputs(made))}→${text(size(made, 'units'))}`,
};

const embedding: Cost = {
  parameters: (made) => times(size(made, 'input_dim'), size(made, 'output_dim')),
  summary: (made) => `${text(size(made, 'input_dim'))}→${text(size(made, 'output_dim'))}`,
};

const kernel = (made: Made, rank: number): Count => {
  const value = stated(made, 'kernel_size');
  return value && times(...perAxis(value, rank));
};

/** a/b, exact for what the libraries accept. */
const shared = (a: Count, b: Count): Count => (a === undefined || b === undefined ? undefined : floorDivide(a, b));

const windowed = (made: Made, rank: number, out: Count): string => {
  const value = stated(made, 'kernel_size');
  return `${text(inputs(made))}→${text(out)}, ${value ? perAxis(value, rank).map(text).join('×') : '?'}`;
};

/** Weights (…kernel, in/groups, filters): every output entry takes in/groups · kernel products. */
const convolution = (rank: number): Cost => {
  const within = (made: Made): Count => times(shared(inputs(made), size(made, 'groups', 1)), kernel(made, rank));
  return {
    parameters: (made) => {
      const filters = size(made, 'filters');
      return total(times(within(made), filters), bias(made, filters));
    },
    multiplyAdds: (made, { output }) => times(entriesIn(output), within(made)),
    summary: (made) => windowed(made, rank, size(made, 'filters')),
  };
};

/** Four gates, each with weights (…kernel, in, filters) and (…kernel, filters, filters). */
const convolutional = (rank: number): Cost => ({
  parameters: (made) => {
    const filters = size(made, 'filters');
    const each = total(times(total(inputs(made), filters), kernel(made, rank), filters), bias(made, filters));
    return times(4, each);
  },
  multiplyAdds: () => undefined,
  summary: (made) => windowed(made, rank, size(made, 'filters')),
});

/** Weights (…kernel, filters, in): every input entry goes into filters · kernel products. */
const transposed = (rank: number): Cost => ({
  parameters: (made) => {
    const filters = size(made, 'filters');
    return total(times(inputs(made), filters, kernel(made, rank)), bias(made, filters));
  },
  multiplyAdds: (made, { input }) => times(entriesIn(input(0, 'inputs')), size(made, 'filters'), kernel(made, rank)),
  summary: (made) => windowed(made, rank, size(made, 'filters')),
});

/** The channels that each channel alone is made into, together. */
const spread = (made: Made): Count => times(inputs(made), size(made, 'depth_multiplier', 1));

/** Weights (…kernel, in, multiplier): every output entry takes the products of one kernel. */
const depthwise = (rank: number): Cost => ({
  parameters: (made) => total(times(kernel(made, rank), spread(made)), bias(made, spread(made))),
  multiplyAdds: (made, { output }) => times(entriesIn(output), kernel(made, rank)),
  summary: (made) => windowed(made, rank, spread(made)),
});

/** A depthwise convolution, and a product that mixes the channels. */
const separable = (rank: number): Cost => ({
  parameters: (made) => {
    const filters = size(made, 'filters');
    return total(times(spread(made), total(kernel(made, rank), filters)), bias(made, filters));
  },
  multiplyAdds: (made, { output }) => {
    const places = shared(entriesIn(output), size(made, 'filters'));
    return times(places, spread(made), total(kernel(made, rank), size(made, 'filters')));
  },
  summary: (made) => windowed(made, rank, size(made, 'filters')),
});

/** Vectors of the last axis' size; another axis is not known. */
const normalization = (vectors: readonly string[], kept: number): Cost => ({
  parameters: (made) => {
    const axis = stated(made, 'axis');
    if (axis && sizeIn(axis) !== -1) return undefined;
    return total(...vectors.map((name) => only(flag(made, name), inputs(made))), times(kept, inputs(made)));
  },
  summary: (made) => text(inputs(made)),
});

/** A layer that calls the one it holds, `copies` times. */
const wrapper = (copies: number): Cost => {
  const held = (made: Made): { cost: Cost; made: Made } | undefined => {
    const layer = made.value('layer');
    const cost = layer.kind === 'instance' && layer.class.kind === 'library' ? costOf(layer.class.name) : undefined;
    return cost && layer.kind === 'instance' ? { cost, made: madeOf(layer) } : undefined;
  };
  return {
    parameters: (made) => {
      const inner = held(made);
      return inner && times(copies, inner.cost.parameters(inner.made));
    },
    multiplyAdds: (made, traffic: Traffic) => {
      const inner = held(made);
      return inner && times(copies, inner.cost.multiplyAdds ? inner.cost.multiplyAdds(inner.made, traffic) : 0);
    },
  };
};

/** A count that was kept when the layer was first called. */
const slopes: Cost = { parameters: inputs };

/** Mean and variance of each entry of the last axis, and how many were measured; none where they are given. */
const standardization: Cost = {
  parameters: (made) => {
    const [axis, mean, variance] = ['axis', 'mean', 'variance'].map((name) => stated(made, name)?.kind);
    if (mean !== 'none' || variance !== 'none') return mean !== 'none' && variance !== 'none' ? 0 : undefined;
    if (axis === 'none') return 3;
    return sizeIn(stated(made, 'axis')!) === -1 ? total(times(2, inputs(made)), 1) : undefined;
  },
};

/** No weights, but products that are not counted: those of the program's own function, and of two inputs. */
const uncounted: Cost = { parameters: () => 0, multiplyAdds: () => undefined };

const NONE: Cost = { parameters: () => 0 };

/** Layers without weights and without products, by Keras' names. */
const PLAIN =
  'Activation Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianNoise GaussianDropout AlphaDropout ' +
  'ReLU LeakyReLU ELU Softmax ThresholdedReLU ActivityRegularization Masking Rescaling RandomFlip RandomRotation ' +
  'RandomZoom RandomTranslation RandomContrast RandomBrightness Identity UnitNormalization Add Subtract Multiply ' +
  'Average Maximum Minimum Concatenate Flatten Reshape Permute RepeatVector Resizing CenterCrop RandomCrop ' +
  'UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D Cropping1D Cropping2D Cropping3D';

/** Each for one, two and three axes of space, and under a short name. */
const POOLING = ['MaxPool', 'AveragePool', 'AvgPool', 'GlobalMaxPool', 'GlobalAveragePool', 'GlobalAvgPool'].flatMap(
  (name) => ['', 'ing'].flatMap((ending) => [1, 2, 3].map((rank) => `${name}${ending}${rank}D`)),
);

const PLAIN_TFJS =
  'activation dropout spatialDropout1d gaussianNoise gaussianDropout alphaDropout reLU leakyReLU elu softmax ' +
  'thresholdedReLU masking rescaling add multiply average maximum minimum concatenate flatten reshape permute ' +
  'repeatVector resizing centerCrop inputLayer upSampling2d zeroPadding2d cropping2D maxPooling1d maxPool1d ' +
  'maxPooling2d maxPool2d maxPooling3d maxPool3d averagePooling1d avgPooling1d avgPool1d averagePooling2d ' +
  'avgPooling2d avgPool2d averagePooling3d avgPooling3d avgPool3d globalAveragePooling1d globalAveragePooling2d ' +
  'globalMaxPooling1d globalMaxPool1d globalMaxPooling2d globalMaxPool2d';

/** Layers that both libraries have, by Keras' names. */
const SHARED: Costs = {
  Dense: dense,
  Embedding: embedding,
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  Conv2DTranspose: transposed(2),
  Conv3DTranspose: transposed(3),
  DepthwiseConv2D: depthwise(2),
  SeparableConv2D: separable(2),
  SimpleRNN: recurrent(1),
  LSTM: recurrent(4),
  BatchNormalization: normalization(['scale', 'center'], 2),
  LayerNormalization: normalization(['scale', 'center'], 0),
  RNN: cellular,
  Bidirectional: wrapper(2),
  TimeDistributed: wrapper(1),
};

const KERAS: Costs = {
  ...SHARED,
  ...Object.fromEntries([...PLAIN.split(' '), ...POOLING].map((name) => [name, NONE])),
  Conv1DTranspose: transposed(1),
  DepthwiseConv1D: depthwise(1),
  ConvLSTM1D: convolutional(1),
  ConvLSTM2D: convolutional(2),
  ConvLSTM3D: convolutional(3),
  SeparableConv1D: separable(1),
  GroupNormalization: normalization(['scale', 'center'], 0),
  GRU: gru,
  PReLU: slopes,
  Normalization: standardization,
  MultiHeadAttention: attention,
  Lambda: uncounted,
  Dot: uncounted,
};

/** `Conv2DTranspose` is `conv2dTranspose`, `SimpleRNN` is `simpleRNN`, `LSTM` is `lstm`. */
const inTfjs = (name: string): string =>
  (/^[A-Z]+$/.test(name) ? name.toLowerCase() : name[0]!.toLowerCase() + name.slice(1)).replace(/(\d)D/, '$1d');

const TFJS: Costs = {
  ...Object.fromEntries(Object.entries(SHARED).map(([name, cost]) => [inTfjs(name), cost])),
  ...Object.fromEntries(PLAIN_TFJS.split(' ').map((name) => [name, NONE])),
  gru: recurrent(3),
  prelu: slopes,
};

const within = (module: string, costs: Costs): [string, Cost][] =>
  Object.entries(costs).map(([name, cost]) => [`${module}.layers.${name}`, cost]);

export const LAYER_COSTS: Costs = Object.fromEntries([...within('keras', KERAS), ...within('tfjs', TFJS)]);
