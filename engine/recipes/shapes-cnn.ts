import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'shapes-cnn',
  title: 'Shapes with a small convolutional network',
  section: 'Convolutional networks',
  result: 'more than 98 % of the test images right',
  specification: {
    data: { source: 'shapes', samples: 3000, params: { task: 'class', size: 32 } },
    model: { architecture: 'cnn', params: { filters: [16, 32], kernelSize: 3, units: [64] } },
    optimizer: { type: 'adam', learningRate: 0.002, schedule: { type: 'cosine' } },
    training: { epochs: 5, batchSize: 64, seed: 1 },
  },
};
