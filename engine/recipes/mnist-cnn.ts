import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'mnist-cnn',
  title: 'MNIST with a convolutional network, shifted digits and dropout',
  section: 'Convolutional networks',
  result: 'at least 99.2 % of the MNIST test digits right after 8 epochs; 99.40 % measured',
  specification: {
    data: { source: 'mnist', augment: [{ type: 'crop', padding: 2 }] },
    model: { architecture: 'cnn', params: { filters: [32, 64], units: [128], dropout: 0.4 } },
    optimizer: { type: 'adam', learningRate: 0.003, schedule: { type: 'oneCycle', peak: 0.2 } },
    training: { epochs: 8, batchSize: 128, seed: 1 },
  },
};
