import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'addition-transformer',
  title: 'Numbers added by a transformer, digit by digit',
  section: 'Transformers',
  result: 'more than 97 % of the test digits right, all of sums that it never saw',
  specification: {
    data: { source: 'addition', samples: 8000, params: { digits: 2 } },
    model: { architecture: 'transformer', params: { width: 64, heads: 4, layers: 2 } },
    optimizer: { type: 'adam', learningRate: 0.002, schedule: { type: 'cosine' } },
    training: { epochs: 12, batchSize: 64, seed: 1 },
  },
};
