import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'characters-lstm',
  title: 'Text letter by letter, by a recurrent network',
  section: 'Recurrent networks',
  result: "a perplexity below 1.5 on the test text; the grammar's own choices leave 1.42",
  specification: {
    data: { source: 'characters', samples: 2000 },
    model: { architecture: 'lstm', params: { units: [96], embedding: 16 } },
    metrics: ['accuracy', 'perplexity'],
    optimizer: { type: 'adam', learningRate: 0.01, schedule: { type: 'cosine' } },
    training: { epochs: 8, batchSize: 32, seed: 1 },
  },
};
