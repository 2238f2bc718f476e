import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'xor-mlp',
  title: 'XOR with one small hidden layer',
  section: 'Feed-forward networks',
  result: 'more than 99 % of the test points right: a hidden layer does what no line can',
  specification: {
    data: { source: 'xor', samples: 1000, params: { noise: 0.1 }, test: 0.3 },
    model: { architecture: 'mlp', params: { units: [8], activation: 'tanh' } },
    optimizer: { type: 'adam', learningRate: 0.03 },
    training: { epochs: 20, batchSize: 32, seed: 1 },
  },
};
