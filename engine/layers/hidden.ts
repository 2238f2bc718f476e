/** A weighted layer with what follows it: normalization between the sum and the activation, where it is asked for. */
import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';

export const normalization = v.pipe(
  v.optional(v.picklist(['none', 'batch', 'layer']), 'none'),
  v.description(
    'Normalizes what each hidden layer sums up before its activation: over the batch (Ioffe & Szegedy, 2015) or over the layer (Ba et al., 2016).',
  ),
);

export type Normalization = v.InferOutput<typeof normalization>;
type Activation = 'relu' | 'tanh' | 'sigmoid';

/** As in PyTorch, so that weights from there mean the same here. */
const epsilon = 1e-5;

const norms: Record<Exclude<Normalization, 'none'>, (name: string) => layers.layers.Layer> = {
  batch: (name) => layers.layers.batchNormalization({ name: `${name}_norm`, epsilon }),
  layer: (name) => layers.layers.layerNormalization({ name: `${name}_norm`, epsilon }),
};

/** What a weighted layer is configured with. */
export interface Hidden {
  name: string;
  activation?: Activation;
  /** A bias before a normalization would be subtracted again. */
  useBias?: boolean;
}

/**
 * The layers of one hidden layer, in order.
 * @param weighted makes the dense layer or the convolution
 */
export function hidden(
  { name, activation, kind }: { name: string; activation: Activation; kind: Normalization },
  weighted: (config: Hidden) => layers.layers.Layer,
): layers.layers.Layer[] {
  if (kind === 'none') return [weighted({ name, activation })];
  const activate = layers.layers.activation({ name: `${name}_${activation}`, activation });
  return [weighted({ name, useBias: false }), norms[kind](name), activate];
}
