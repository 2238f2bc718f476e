import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'spirals-mlp',
  title: 'Two spirals with two hidden layers',
  section: 'Feed-forward networks',
  result: 'more than 99 % of the test points right',
  specification: {
    data: { source: 'spirals', samples: 3000, params: { arms: 2, turns: 1.5, noise: 0.02 }, test: 0.3 },
    model: { architecture: 'mlp', params: { units: [64, 64], activation: 'relu' } },
    optimizer: { type: 'adam', learningRate: 0.01, schedule: { type: 'cosine' } },
    training: { epochs: 30, batchSize: 64, seed: 1 },
  },
};
