/** A model's layers as JSON, ours written as the layers of tfjs that they are in evaluation. */
import type * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { Problem } from '../../../process/problem';

const layerSchema = v.looseObject({
  class_name: v.string(),
  config: v.looseObject({ name: v.string() }),
  /** In a functional model, each call of the layer: its inputs as [layer, node, tensor, settings]. */
  inbound_nodes: v.optional(
    v.array(v.array(v.tuple([v.string(), v.number(), v.number(), v.record(v.string(), v.unknown())]))),
  ),
});
const topologySchema = v.looseObject({
  class_name: v.string(),
  config: v.looseObject({ name: v.string(), layers: v.array(layerSchema) }),
});

export type LayerTopology = v.InferOutput<typeof layerSchema>;
export type Topology = v.InferOutput<typeof topologySchema>;

type Plain = (layer: LayerTopology) => LayerTopology;

/** Our layers' classes, and tfjs's instead: noise differs in its seed only, and in evaluation not at all. */
const plain: Record<string, Plain> = {
  SeededDropout: (layer) => ({ ...layer, class_name: 'Dropout' }),
  SeededGaussianNoise: ({ config: { deviation, ...config }, ...layer }) => ({
    ...layer,
    class_name: 'GaussianNoise',
    config: { ...config, stddev: deviation },
  }),
  // tfjs's has the same gates; its other settings are in ours already.
  NablaLstm: (layer) => ({ ...layer, class_name: 'LSTM' }),
};

/** How our layers are called, those that tfjs has nothing like among them. */
const OURS = /^(Nabla|Seeded)/;

const noCounterpart = ({ class_name, config: { name } }: LayerTopology) =>
  new Problem(
    'no-counterpart',
    `tfjs has no layer like ${JSON.stringify(name)} (${class_name.replace(OURS, '')}); use --format onnx or safetensors`,
  );

function written(layer: LayerTopology): LayerTopology {
  const found = plain[layer.class_name];
  if (!found && OURS.test(layer.class_name)) throw noCounterpart(layer);
  return found?.(layer) ?? layer;
}

/**
 * The topology of a sequential or functional model, for tfjs alone.
 * @throws Problem naming a layer that tfjs has nothing like
 */
export function plainTopology(model: layers.LayersModel): Topology {
  const topology = v.parse(topologySchema, model.toJSON(null, false));
  const { config } = topology;
  return { ...topology, config: { ...config, layers: config.layers.map(written) } };
}
