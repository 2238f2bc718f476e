/** The data's normalization as the first layer of a model, so that it takes raw inputs. */
import type { Tensors } from '../../tensors';
import type { LayerTopology, Topology } from './tfjs-topology';
import { isRaw, type Trained } from './trained';

const NAME = 'normalization';

interface Normalizing {
  layer: Pick<LayerTopology, 'class_name' | 'config'>;
  weights: Tensors;
}

/** One shift and scale for all: y = x / scale − shift / scale. */
const rescaling = (shift: number, scale: number): Normalizing => ({
  layer: { class_name: 'Rescaling', config: { name: NAME, scale: 1 / scale, offset: -shift / scale } },
  weights: new Map(),
});

/** One of each a channel: a batch normalization whose averages are these, y = (x − shift) / √scale². */
function perChannel(shift: number[], scale: number[]): Normalizing {
  const vector = (values: number[]) => ({
    shape: [values.length],
    dtype: 'float32' as const,
    values: Float32Array.from(values),
  });
  const config = { name: NAME, axis: -1, epsilon: 0, center: false, scale: false, trainable: false };
  return {
    layer: { class_name: 'BatchNormalization', config },
    weights: new Map([
      [`${NAME}/moving_mean`, vector(shift)],
      [`${NAME}/moving_variance`, vector(scale.map((value) => value ** 2))],
    ]),
  };
}

/** The topology with the layer in front, and the layer's weights. */
export function withNormalization(topology: Topology, trained: Trained): { topology: Topology; weights: Tensors } {
  if (isRaw(trained)) return { topology, weights: new Map() };
  const { shift, scale } = trained.normalization;
  const { layer, weights } = shift.length === 1 ? rescaling(shift[0]!, scale[0]!) : perChannel(shift, scale);
  const insert = topology.class_name === 'Sequential' ? beforeAll : behindInput;
  const layers = insert(layer, topology.config.layers, trained.signature.task.inputShape);
  return { topology: { ...topology, config: { ...topology.config, layers } }, weights };
}

type Insert = (layer: Normalizing['layer'], layers: LayerTopology[], inputShape: number[]) => LayerTopology[];

/** The first layer of a sequential model says what it is fed. */
const beforeAll: Insert = (layer, [first, ...others], inputShape) => {
  const config = { ...first!.config };
  delete config.batch_input_shape;
  const fed = { ...layer.config, batch_input_shape: [null, ...inputShape], dtype: 'float32' };
  return [{ ...layer, config: fed }, { ...first!, config }, ...others];
};

/** What the input layer fed, the new one feeds. */
const behindInput: Insert = (layer, layers) => {
  const input = layers.find(({ class_name }) => class_name === 'InputLayer')!;
  const { name } = input.config;
  const fed = layers.map((one) => ({
    ...one,
    inbound_nodes: one.inbound_nodes?.map((call) =>
      call.map(([from, ...rest]): [string, number, number, Record<string, unknown>] => [
        from === name ? NAME : from,
        ...rest,
      ]),
    ),
  }));
  const at = layers.indexOf(input) + 1;
  const added = { ...layer, name: NAME, inbound_nodes: [[[name, 0, 0, {}]]] } as LayerTopology;
  return [...fed.slice(0, at), added, ...fed.slice(at)];
};
