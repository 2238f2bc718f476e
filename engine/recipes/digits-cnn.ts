import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'digits-cnn',
  title: 'Digits with a small convolutional network',
  section: 'Convolutional networks',
  result: 'at least 98.5 % of the MNIST test digits right after 3 epochs',
  specification: {
    data: { source: 'digits', samples: 6000 },
    model: { architecture: 'cnn', params: { filters: [16, 32], kernelSize: 3, units: [64] } },
    optimizer: { type: 'adam', learningRate: 0.002, schedule: { type: 'cosine' } },
    training: { epochs: 5, batchSize: 64, seed: 1 },
  },
};
