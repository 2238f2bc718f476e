import type { Recipe } from './recipe';

export const recipe: Recipe = {
  id: 'boxes-cnn',
  title: 'Boxes around shapes, as a regression',
  section: 'Convolutional networks',
  result: 'a mean average precision above 0.8 at IoU 0.5 on the test images',
  specification: {
    data: { source: 'shapes', samples: 8000, params: { task: 'boxes', size: 32, most: 2 } },
    model: { architecture: 'cnn', params: { filters: [16, 32, 64], units: [128], dropout: 0.1 } },
    metrics: ['map', 'iou'],
    optimizer: { type: 'adam', learningRate: 0.002, schedule: { type: 'cosine' } },
    training: { epochs: 10, batchSize: 64, seed: 1 },
  },
};
