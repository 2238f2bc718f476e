/** Networks of three kinds for players and agents: vectors in, vectors out. */
import * as layers from '@tensorflow/tfjs-layers';

const { dense, conv1d, flatten, reshape } = layers.layers;

export const small: Readonly<Record<string, (name: string, inputs: number, outputs: number) => layers.LayersModel>> = {
  'one hidden layer': (name, inputs, outputs) =>
    layers.sequential({
      layers: [
        dense({ name: `${name}1`, units: 24, inputShape: [inputs], activation: 'relu', kernelInitializer: 'heNormal' }),
        dense({ name: `${name}2`, units: outputs }),
      ],
    }),
  'two hidden layers': (name, inputs, outputs) =>
    layers.sequential({
      layers: [
        dense({ name: `${name}1`, units: 16, inputShape: [inputs], activation: 'tanh' }),
        dense({ name: `${name}2`, units: 16, activation: 'tanh' }),
        dense({ name: `${name}3`, units: outputs }),
      ],
    }),
  'a convolution': (name, inputs, outputs) =>
    layers.sequential({
      layers: [
        reshape({ name: `${name}0`, targetShape: [inputs, 1], inputShape: [inputs] }),
        conv1d({ name: `${name}1`, filters: 8, kernelSize: 2, activation: 'relu', kernelInitializer: 'heNormal' }),
        flatten({ name: `${name}2` }),
        dense({ name: `${name}3`, units: outputs }),
      ],
    }),
};
