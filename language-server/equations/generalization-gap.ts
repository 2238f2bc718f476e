import type { Equation } from './equation';

export const equation: Equation = {
  id: 'generalization-gap',
  title: 'Generalization gap',
  tex: String.raw`\underbrace{\mathbb{E}_{(x, y)}\,\ell(f(x), y)}_{\text{new samples}} = \underbrace{\frac{1}{N} \sum_{n=1}^{N} \ell(f(x_n), y_n)}_{\text{training}} + \text{gap}`,
  plain: 'E[ℓ(f(x), y)] over new samples = (1/N) Σ_n ℓ(f(x_n), y_n) over the training samples + gap',
  symbols: [
    { symbol: 'f', meaning: 'the trained model' },
    { symbol: 'ℓ', meaning: 'loss of one sample' },
    { symbol: 'N', meaning: 'number of training samples', unit: 'samples' },
    { symbol: 'gap', meaning: 'validation loss − training loss estimates it' },
  ],
  use: 'A large training loss is underfitting: more capacity, longer training. A large gap is overfitting: more data, less capacity, regularization, an earlier end.',
  pitfalls: [
    'With dropout or augmentation the training loss is that of a harder task: the gap can be negative in health.',
    'What was chosen by the validation loss is too good on it: keep a test set for the last word.',
  ],
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, 2016, chapter 5',
    url: 'https://www.deeplearningbook.org/contents/ml.html',
  },
  names: [],
};
