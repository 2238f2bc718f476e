import { row, type Row, type Rule, type Table } from '../library';
import { concatenated, dotted, merged } from '../layers/merging';
import { dense, embedding, normalized, parametricRelu, unchanged } from '../layers/dense';
import { cropping, padding } from '../layers/margins';
import { bidirectional, recurrent, timeDistributed } from '../layers/recurrent';
import { flatten, permute, repeatVector, reshape } from '../layers/shaping';
import { convolution, depthwise, globalPooling, pooling, transposedConvolution, upsampling } from '../layers/window';
import { resizing } from '../keras/special';
import { unknown, valueOf } from '../call';
import { cellular } from '../layers/cells';
import { configured, isSymbolic } from './configure';
import { complete } from './required';
import { UNKNOWN } from '../../interpreter/value';

/** `tf.layers.<name>` with the defaults of its configuration, and its call. */
const layer = (names: string, settings: string, rule: Rule): Table =>
  Object.fromEntries(
    names.split(' ').flatMap((name): [string, Row][] => [
      [
        `tfjs.layers.${name}`,
        { signature: 'config=None', rule: complete(name, configured(settings)), constructs: true },
      ],
      [`tfjs.layers.${name}.call`, row('self, inputs, *rest', rule)],
    ]),
  );

const UNCHANGED =
  'activation dropout spatialDropout1d gaussianNoise gaussianDropout alphaDropout reLU leakyReLU elu softmax ' +
  'thresholdedReLU masking rescaling';

const CONVOLUTION = 'strides=1, padding=valid, dilationRate=1';
const POOLING = 'poolSize=2, strides=None, padding=valid';
const STATES = 'returnSequences=False, returnState=False';

/** The layers of space, for one, two and three axes of it. */
const spatial = (rank: number): Table => ({
  ...layer(`conv${rank}d`, CONVOLUTION, convolution(rank)),
  ...layer(`maxPooling${rank}d maxPool${rank}d`, POOLING, pooling(rank)),
  ...layer(`averagePooling${rank}d avgPooling${rank}d avgPool${rank}d`, POOLING, pooling(rank)),
  ...(rank < 3 && {
    ...layer(`globalAveragePooling${rank}d`, '', globalPooling(rank)),
    ...layer(`globalMaxPooling${rank}d globalMaxPool${rank}d`, '', globalPooling(rank)),
  }),
  ...(rank > 1 && layer(`conv${rank}dTranspose`, CONVOLUTION, transposedConvolution(rank))),
});

/** Where a model is put together tfjs forgets the batch of these layers' output and takes a side for its channels. */
const resizingOfTensors: Rule = (call) => (isSymbolic(valueOf(call, 'inputs')) ? UNKNOWN : resizing(call));

export const LAYERS: Table = {
  ...layer('dense', '', dense),
  ...layer('embedding', '', embedding),
  ...layer(UNCHANGED, '', unchanged),
  ...layer('prelu', '', parametricRelu),
  ...layer('batchNormalization layerNormalization', '', normalized),
  ...layer('add multiply average maximum minimum', '', merged),
  ...layer('concatenate', 'axis=-1', concatenated),
  ...layer('dot', 'normalize=False', dotted),
  ...spatial(1),
  ...spatial(2),
  ...spatial(3),
  ...layer('separableConv2d', CONVOLUTION, convolution(2)),
  ...layer('depthwiseConv2d', `${CONVOLUTION}, depthMultiplier=1`, depthwise(2)),
  ...layer('upSampling2d', 'size=2', upsampling(2)),
  ...layer('zeroPadding2d', 'padding=1', padding(2)),
  ...layer('cropping2D', '', cropping(2)),
  ...layer('flatten', '', flatten),
  ...layer('reshape', '', reshape),
  ...layer('permute', '', permute),
  ...layer('repeatVector', '', repeatVector),
  ...layer('simpleRNN gru', STATES, recurrent(1)),
  ...layer('lstm', STATES, recurrent(2)),
  ...layer('simpleRNNCell gruCell lstmCell stackedRNNCells', '', unknown),
  ...layer('rnn', STATES, cellular),
  ...layer('bidirectional', '', bidirectional),
  ...layer('timeDistributed', '', timeDistributed),
  ...layer('resizing centerCrop', '', resizingOfTensors),
};
