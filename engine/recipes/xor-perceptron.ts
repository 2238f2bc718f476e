import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'xor-perceptron',
  title: 'XOR, which a perceptron cannot learn',
  section: 'Feed-forward networks',
  result: 'about two points in three right, and never more than three in four: no line separates them',
  specification: {
    data: { source: 'xor', samples: 1000, params: { noise: 0.1 }, test: 0.3 },
    model: { architecture: 'perceptron' },
    loss: 'hinge',
    optimizer: { type: 'sgd', learningRate: 0.05 },
    training: { epochs: 10, batchSize: 32, seed: 1 },
  },
};
