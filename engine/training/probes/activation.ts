import type * as layers from '@tensorflow/tfjs-layers';

/** Layers that are activations themselves, by tfjs's name of their class. */
const own: Readonly<Record<string, string>> = { ReLU: 'relu', Softmax: 'softmax', ELU: 'elu', LeakyReLU: 'leakyRelu' };

/** The activation that gave the layer's output; what gated recurrent layers put out has gone through more than one. */
export function activationOf(layer: layers.layers.Layer): string {
  const { activation, recurrentActivation } = layer.getConfig();
  if (typeof activation === 'string' && recurrentActivation === undefined) return activation;
  return own[layer.getClassName()] ?? '';
}
