import type { Equation } from './equation';

export const equation: Equation = {
  id: 'hinge',
  title: 'Hinge loss',
  tex: String.raw`\ell = \max(0,\; 1 - y\,\hat y), \qquad y \in \{-1, 1\}`,
  plain: 'ℓ = max(0, 1 − y·ŷ),  y ∈ {−1, 1}',
  symbols: [
    { symbol: 'ŷ', meaning: 'score, any real number', shape: '(N)' },
    { symbol: 'y', meaning: 'target, −1 or 1', shape: '(N)' },
  ],
  use: 'Classifiers with a margin (support vector machines), discriminators.',
  pitfalls: ['Where labels are 0 and 1 the zeros teach nothing: give −1 and 1 unless the library converts.'],
  notes: {
    keras: ['Labels 0 and 1 are converted.'],
    tfjs: ['`tf.losses.hingeLoss(labels, predictions)` takes labels 0 and 1 and converts them.'],
  },
  source: { title: 'Cortes, Vapnik: Support-vector networks, 1995', url: 'https://doi.org/10.1007/BF00994018' },
  names: ['keras.losses.Hinge', 'keras.losses.hinge', 'tfjs.losses.hingeLoss'],
};
