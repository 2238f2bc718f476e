import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'sine-mlp',
  title: 'The next value of a wave, by an MLP on a window',
  section: 'Feed-forward networks',
  result: 'a root mean squared error below 0.03 on the test series, whose own noise is 0.02',
  specification: {
    data: { source: 'sine', samples: 6000, params: { task: 'forecast', length: 32, noise: 0.02 }, normalize: 'none' },
    model: { architecture: 'mlp', params: { units: [64, 64] } },
    metrics: ['rmse', 'mae'],
    optimizer: { type: 'adam', learningRate: 0.003, schedule: { type: 'cosine' } },
    training: { epochs: 30, batchSize: 64, seed: 1 },
  },
};
