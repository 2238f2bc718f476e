import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'reversal-lstm',
  title: 'Words written backwards by a recurrent network',
  section: 'Recurrent networks',
  result: 'more than 99 % of the test letters right, all of words that it never saw',
  specification: {
    data: { source: 'reversal', samples: 6000, params: { length: 4 } },
    model: { architecture: 'lstm', params: { units: [64], embedding: 16 } },
    metrics: ['accuracy', 'bleu'],
    optimizer: { type: 'adam', learningRate: 0.01, schedule: { type: 'cosine' } },
    training: { epochs: 15, batchSize: 64, seed: 1 },
  },
};
