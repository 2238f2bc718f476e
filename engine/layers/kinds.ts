/** The layers that a specification can list: for each type its settings, and the tfjs layer that they make. */
import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { SelfAttention } from './attention';
import { Dropout } from './dropout';
import { GaussianNoise } from './gaussian-noise';
import { Gru } from './gru-layer';
import { Lstm } from './lstm-layer';
import { PositionEmbedding } from './position-embedding';

type Layer = layers.layers.Layer;

const { layers: tfjs } = layers;

/** What is larger would not fit a memory. */
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536));
const sizes = v.union([size, v.pipe(v.array(size), v.minLength(1), v.maxLength(3))]);
const share = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

const activations = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'selu', 'gelu', 'swish', 'mish', 'softplus', 'softmax', 'relu6'] as const; // prettier-ignore
const activation = v.optional(v.picklist(activations), 'linear');
const initializers = [
  'glorotUniform',
  'glorotNormal',
  'heNormal',
  'heUniform',
  'leCunNormal',
  'zeros',
  'ones',
] as const;
const kernelInitializer = v.optional(v.picklist(initializers), 'glorotUniform');

const weighted = { activation, kernelInitializer, useBias: v.optional(v.boolean(), true) };
const window = {
  kernelSize: v.optional(sizes, 3),
  strides: v.optional(sizes, 1),
  padding: v.optional(v.picklist(['valid', 'same']), 'valid'),
};
const pool = {
  poolSize: v.optional(sizes, 2),
  strides: v.exactOptional(sizes),
  padding: v.optional(v.picklist(['valid', 'same']), 'valid'),
};

const kind = <T extends string, E extends v.ObjectEntries>(
  type: T,
  entries: E,
  make: (settings: { name: string } & v.InferOutput<v.StrictObjectSchema<E, undefined>>) => Layer,
) => ({
  schema: v.strictObject({
    type: v.literal(type),
    name: v.exactOptional(v.pipe(v.string(), v.regex(/^\w{1,64}$/))),
    ...entries,
  }),
  make: make as (settings: object) => Layer,
});

/** tfjs's own constructor, which takes the settings as they are; its types know each field, ours are checked above. */
const plain = (make: (config: never) => unknown) => (settings: object) => make(settings as never) as Layer;

const kinds = [
  kind('dense', { units: size, ...weighted }, plain(tfjs.dense)),
  kind('conv1d', { filters: size, ...weighted, ...window }, plain(tfjs.conv1d)),
  kind('conv2d', { filters: size, ...weighted, ...window }, plain(tfjs.conv2d)),
  kind('conv2dTranspose', { filters: size, ...weighted, ...window }, plain(tfjs.conv2dTranspose)),
  kind('separableConv2d', { filters: size, activation, ...window }, plain(tfjs.separableConv2d)),
  kind('depthwiseConv2d', { activation, ...window }, plain(tfjs.depthwiseConv2d)),
  kind('maxPooling1d', pool, plain(tfjs.maxPooling1d)),
  kind('maxPooling2d', pool, plain(tfjs.maxPooling2d)),
  kind('averagePooling1d', pool, plain(tfjs.averagePooling1d)),
  kind('averagePooling2d', pool, plain(tfjs.averagePooling2d)),
  kind('globalAveragePooling1d', {}, plain(tfjs.globalAveragePooling1d)),
  kind('globalAveragePooling2d', {}, plain(tfjs.globalAveragePooling2d)),
  kind('globalMaxPooling1d', {}, plain(tfjs.globalMaxPooling1d)),
  kind('globalMaxPooling2d', {}, plain(tfjs.globalMaxPooling2d)),
  kind('upSampling2d', { size: v.optional(v.tuple([size, size]), [2, 2]) }, plain(tfjs.upSampling2d)),
  kind('zeroPadding2d', { padding: v.optional(size, 1) }, plain(tfjs.zeroPadding2d)),
  kind('flatten', {}, plain(tfjs.flatten)),
  kind('reshape', { targetShape: v.array(size) }, plain(tfjs.reshape)),
  kind('permute', { dims: v.array(size) }, plain(tfjs.permute)),
  kind('repeatVector', { n: size }, plain(tfjs.repeatVector)),
  kind('activation', { activation: v.picklist(activations) }, plain(tfjs.activation)),
  kind('leakyReLU', { alpha: v.optional(v.number(), 0.01) }, plain(tfjs.leakyReLU)),
  kind('batchNormalization', { momentum: v.optional(share, 0.99) }, plain(tfjs.batchNormalization)),
  kind('layerNormalization', { epsilon: v.optional(v.number(), 1e-5) }, plain(tfjs.layerNormalization)),
  kind('embedding', { inputDim: size, outputDim: size }, plain(tfjs.embedding)),
  kind('dropout', { rate: share }, (settings) => new Dropout(settings)),
  kind('gaussianNoise', { deviation: v.pipe(v.number(), v.minValue(0)) }, (settings) => new GaussianNoise(settings)),
  kind('lstm', { units: size, returnSequences: v.optional(v.boolean(), false) }, (settings) => new Lstm(settings)),
  kind('gru', { units: size, returnSequences: v.optional(v.boolean(), false) }, (settings) => new Gru(settings)),
  kind(
    'selfAttention',
    { heads: size, causal: v.optional(v.boolean(), false) },
    (settings) => new SelfAttention(settings),
  ),
  kind('positionEmbedding', {}, (settings) => new PositionEmbedding(settings)),
];

/** An entry of a list of layers. */
export const layerSchema = v.variant(
  'type',
  kinds.map(({ schema }) => schema),
);

export type LayerSettings = v.InferOutput<typeof layerSchema>;

/** The layer of an entry; one without a name is called after its type and place. */
export function makeLayer(settings: LayerSettings, place: number): Layer {
  const { type, ...config } = settings;
  const { make } = kinds.find(({ schema }) => schema.entries.type.literal === type)!;
  return make({ name: `${type}${place}`, ...config });
}
