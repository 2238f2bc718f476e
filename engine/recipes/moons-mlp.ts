import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'moons-mlp',
  title: 'Two moons with one hidden layer',
  section: 'Feed-forward networks',
  result: 'more than 99 % of the test points right',
  specification: {
    data: { source: 'moons', samples: 2000, params: { noise: 0.1 }, test: 0.3 },
    model: { architecture: 'mlp', params: { units: [32], activation: 'relu' } },
    optimizer: { type: 'adam', learningRate: 0.02, schedule: { type: 'cosine' } },
    training: { epochs: 30, batchSize: 64, seed: 1 },
  },
};
