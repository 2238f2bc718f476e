import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'hiring-mlp',
  title: "An unfair firm's decisions, learned by an MLP",
  section: 'Fairness',
  result:
    'an area under the ROC curve above 0.93 on the test applicants; what it learned of the bias, a fairness report shows',
  specification: {
    data: { source: 'hiring', samples: 6000, split: { by: 'stratified' } },
    model: { architecture: 'mlp', params: { units: [16] } },
    loss: 'binaryCrossEntropy',
    metrics: ['accuracy', 'auc', 'f1'],
    optimizer: { type: 'adam', learningRate: 0.01, schedule: { type: 'cosine' } },
    training: { epochs: 20, batchSize: 64, seed: 1 },
  },
};
