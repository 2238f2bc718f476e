import { printDimension } from '../../domain/print-dimension';
import { elementsIn, sizeIn, sizesIn } from '../call';
import type { Cost, Costs, Count, Made } from '../cost';
import { entriesIn } from '../cost';
import { only, times, total } from '../counts';
import { decoderLayer, encoderLayer, multihead, stack, transformer } from './costs/attention';
import { convolution, transposed } from './costs/convolution';
import { cell, recurrent } from './costs/recurrent';

const text = (size: Count): string => (size === undefined ? '?' : printDimension(size));
const arrow = (from: string, to: string) => (made: Made) => `${text(made.size(from))}→${text(made.size(to))}`;

/** Weights (out, in). */
const linear: Cost = {
  parameters: (made) => {
    const out = made.size('out_features');
    return total(times(out, made.size('in_features')), only(made.flag('bias'), out));
  },
  multiplyAdds: (made, { output }) => times(entriesIn(output), made.size('in_features')),
  summary: arrow('in_features', 'out_features'),
};

/** Weights (out, in1, in2). */
const bilinear: Cost = {
  parameters: (made) => {
    const out = made.size('out_features');
    return total(times(out, made.size('in1_features'), made.size('in2_features')), only(made.flag('bias'), out));
  },
  multiplyAdds: (made, { output }) =>
    times(entriesIn(output), made.size('in2_features'), total(made.size('in1_features'), 1)),
};

const embedding: Cost = {
  parameters: (made) => times(made.size('num_embeddings'), made.size('embedding_dim')),
  summary: arrow('num_embeddings', 'embedding_dim'),
};

/** A scale and a shift a channel; running statistics are no parameters. */
const channels = (name: string): Cost => ({
  parameters: (made) => only(made.flag('affine'), times(2, made.size(name))),
  summary: (made) => text(made.size(name)),
});

/** The entries of normalized_shape, a number or several. */
const normalized = (made: Made): Count => {
  const shape = made.value('normalized_shape');
  return elementsIn(shape) ? times(...sizesIn(shape)!) : sizeIn(shape);
};

const layerNorm: Cost = {
  parameters: (made) =>
    only(made.flag('elementwise_affine'), total(normalized(made), only(made.flag('bias'), normalized(made)))),
  summary: (made) => text(normalized(made)),
};

const rmsNorm: Cost = { parameters: (made) => only(made.flag('elementwise_affine'), normalized(made)) };

const NONE: Cost = { parameters: () => 0 };

/** Layers without parameters and without matrix products. */
const PLAIN =
  'Identity ReLU ReLU6 RReLU LeakyReLU ELU CELU SELU GELU SiLU Mish Sigmoid Tanh Hardtanh Hardshrink Hardsigmoid ' +
  'Hardswish Softplus Softshrink Softsign Tanhshrink Threshold GLU LogSigmoid Softmax Softmin LogSoftmax Softmax2d ' +
  'Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout Flatten Unflatten ' +
  'MaxPool1d MaxPool2d MaxPool3d AvgPool1d AvgPool2d AvgPool3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d ' +
  'AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d LPPool1d LPPool2d FractionalMaxPool2d FractionalMaxPool3d ' +
  'MaxUnpool1d MaxUnpool2d MaxUnpool3d ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d ' +
  'ReplicationPad2d ReplicationPad3d ConstantPad1d ConstantPad2d ConstantPad3d ZeroPad2d PixelShuffle PixelUnshuffle ' +
  'ChannelShuffle Upsample UpsamplingNearest2d UpsamplingBilinear2d Fold Unfold LocalResponseNorm CosineSimilarity ' +
  'PairwiseDistance L1Loss MSELoss CrossEntropyLoss NLLLoss PoissonNLLLoss GaussianNLLLoss KLDivLoss BCELoss ' +
  'BCEWithLogitsLoss MarginRankingLoss HingeEmbeddingLoss MultiLabelMarginLoss HuberLoss SmoothL1Loss SoftMarginLoss ' +
  'MultiLabelSoftMarginLoss CosineEmbeddingLoss MultiMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss CTCLoss';

const within = (module: string, costs: Costs): Costs =>
  Object.fromEntries(Object.entries(costs).map(([name, cost]) => [`${module}.${name}`, cost]));

const RANKS = [1, 2, 3];

/** PyTorch's layers; lazy ones are left out, whose sizes are fixed by the first batch. */
const LAYERS: Costs = {
  ...Object.fromEntries(PLAIN.split(' ').map((name) => [name, NONE])),
  ...Object.fromEntries(RANKS.map((rank) => [`Conv${rank}d`, convolution(rank)])),
  ...Object.fromEntries(RANKS.map((rank) => [`ConvTranspose${rank}d`, transposed(rank)])),
  ...Object.fromEntries(RANKS.map((rank) => [`BatchNorm${rank}d`, channels('num_features')])),
  ...Object.fromEntries(RANKS.map((rank) => [`InstanceNorm${rank}d`, channels('num_features')])),
  SyncBatchNorm: channels('num_features'),
  GroupNorm: channels('num_channels'),
  LayerNorm: layerNorm,
  RMSNorm: rmsNorm,
  Linear: linear,
  Bilinear: bilinear,
  Embedding: embedding,
  EmbeddingBag: embedding,
  PReLU: { parameters: (made) => made.size('num_parameters') },
  LSTM: recurrent(4, true),
  GRU: recurrent(3),
  RNN: recurrent(1),
  LSTMCell: cell(4),
  GRUCell: cell(3),
  RNNCell: cell(1),
  MultiheadAttention: multihead,
  TransformerEncoderLayer: encoderLayer,
  TransformerDecoderLayer: decoderLayer,
  TransformerEncoder: stack('encoder_layer'),
  TransformerDecoder: stack('decoder_layer'),
  Transformer: transformer,
};

export const TORCH_COSTS: Costs = {
  ...within('torch.nn', LAYERS),
  ...within('einops.layers.torch', { Rearrange: NONE, Reduce: NONE }),
};
