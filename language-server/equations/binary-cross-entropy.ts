import type { Equation } from './equation';

export const equation: Equation = {
  id: 'binary-cross-entropy',
  title: 'Binary cross-entropy on probabilities',
  tex: String.raw`\ell = -\bigl[\,y \log p + (1 - y)\log(1 - p)\,\bigr]`,
  plain: 'ℓ = −[y log p + (1 − y) log(1 − p)]',
  symbols: [
    { symbol: 'p', meaning: 'predicted probability, from a sigmoid', shape: '(N, …)' },
    { symbol: 'y', meaning: 'target between 0 and 1, floats, the same shape', shape: '(N, …)' },
    { symbol: 'ℓ', meaning: 'loss, averaged over all elements', unit: 'nats' },
  ],
  use: 'Yes/no answers and several labels at once, when the model must end in a sigmoid. The form on logits is more exact.',
  pitfalls: [
    'Logits instead of probabilities: an error in PyTorch, silent nonsense elsewhere.',
    'Shapes (N) and (N, 1) broadcast to (N, N) where the library allows it: squeeze or unsqueeze one.',
    'Targets are floats, not integers.',
  ],
  notes: {
    torch: ['Logarithms are cut at −100. Prefer BCEWithLogitsLoss.'],
    keras: ['With `from_logits=True` it is the form on logits.'],
    tfjs: ['`tf.losses.logLoss(labels, predictions)`: labels first.'],
  },
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 6',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.nn.BCELoss',
    'torch.nn.functional.binary_cross_entropy',
    'keras.losses.BinaryCrossentropy',
    'keras.losses.binary_crossentropy',
    'tfjs.losses.logLoss',
    'tfjs.metrics.binaryCrossentropy',
  ],
};
