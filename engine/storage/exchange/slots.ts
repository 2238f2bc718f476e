/** The places of a model that weights go to, with what other frameworks need to know of them. */
import type * as layers from '@tensorflow/tfjs-layers';

export interface Slot {
  /** `<layer>/<weight>`: "dense1/kernel". */
  name: string;
  layer: string;
  weight: string;
  /** tfjs's class of the layer: "Dense". */
  kind: string;
  shape: number[];
  /**
   * Of a kernel (rows, units): the shape (…, C) that was flattened right before its layer, else null. Frameworks that
   * keep channels first flatten (C, …), so that the rows stand in another order.
   */
  flattened: number[] | null;
}

/** Layers that hand on what they get element by element, so that a flattening shows through them. */
const TRANSPARENT = new Set(['Activation', 'Dropout', 'GaussianNoise', 'SeededDropout', 'SeededGaussianNoise']);
const FLATTENING = new Set(['Flatten', 'Reshape']);

type Layer = layers.layers.Layer;

const before = ({ inboundNodes }: Layer): Layer | undefined => inboundNodes[0]?.inboundLayers[0];

function flattenedBefore(layer: Layer): number[] | null {
  let source = before(layer);
  while (source && TRANSPARENT.has(source.getClassName())) source = before(source);
  if (!source || !FLATTENING.has(source.getClassName())) return null;
  const [from, to] = [[source.input].flat()[0]!.shape, [source.output].flat()[0]!.shape];
  return from.length > 2 && to.length === 2 ? (from.slice(1) as number[]) : null;
}

/** All weights, layer by layer in the order in which they were added. */
export const slotsOf = (model: layers.LayersModel): Slot[] =>
  model.layers.flatMap((layer) =>
    layer.weights.map(({ originalName, shape }) => {
      const slash = originalName.lastIndexOf('/');
      const weight = originalName.slice(slash + 1);
      return {
        name: originalName,
        layer: originalName.slice(0, slash),
        weight,
        kind: layer.getClassName(),
        shape: [...(shape as number[])],
        flattened: weight === 'kernel' ? flattenedBefore(layer) : null,
      };
    }),
  );
