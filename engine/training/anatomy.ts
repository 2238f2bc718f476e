/** A model's layers as a watch of its training must know them. */
import type * as layers from '@tensorflow/tfjs-layers';
import type { LayerAnatomy } from '../diagnosis/watch/observation';
import { activationOf } from './probes/activation';

/** In the model's order. */
export const anatomyOf = ({ layers }: layers.LayersModel): LayerAnatomy[] =>
  layers.map((layer) => ({
    name: layer.name,
    activation: activationOf(layer),
    weights: layer.trainableWeights.map(({ originalName, shape }) => ({
      name: originalName,
      shape: shape as number[],
    })),
  }));
