import type { Equation } from './equation';

export const equation: Equation = {
  id: 'cross-entropy',
  title: 'Cross-entropy on logits',
  tex: String.raw`\ell_n = -\log \frac{e^{z_{n,y_n}}}{\sum_{c=1}^{K} e^{z_{n,c}}} = -z_{n,y_n} + \log\sum_{c=1}^{K} e^{z_{n,c}}, \qquad L = \frac{1}{N}\sum_{n=1}^{N} \ell_n`,
  plain: 'ℓ_n = −log( exp(z[n,y_n]) / Σ_c exp(z[n,c]) ),  L = (1/N) Σ_n ℓ_n',
  symbols: [
    {
      symbol: 'z',
      meaning: 'logits: scores before softmax',
      shape: { torch: '(N, K) or (N, K, …)', keras: '(N, …, K)' },
    },
    {
      symbol: 'y',
      meaning: 'the right class of each sample',
      shape: { torch: '(N) or (N, …), integers', keras: '(N, …) integers in the sparse form, else (N, …, K) one-hot' },
    },
    { symbol: 'K', meaning: 'classes' },
    { symbol: 'L', meaning: 'loss; log K when all classes are equally likely', unit: 'nats' },
  ],
  use: 'Classification with exactly one right class. For several right classes at once use binary cross-entropy on logits.',
  pitfalls: [
    'It has softmax in it: a softmax before it squashes the gradients.',
    'At the start the loss should be about log K (2.30 for 10 classes): much more means bad scales or wrong labels.',
    'Class weights change the mean: it is divided by the weights’ sum.',
  ],
  notes: {
    torch: [
      'Call as (logits, target). The target is int64 of shape (N), or probabilities of shape (N, K) in floats; the class axis is 1, not the last.',
    ],
    keras: [
      '`from_logits=False` unless given: then the model must end in softmax. Sparse takes integers, Categorical takes one-hot rows.',
    ],
    tfjs: [
      '`tf.losses.softmaxCrossEntropy(onehotLabels, logits)`: labels first, one-hot, same shape as the logits. The names "categoricalCrossentropy" and "sparseCategoricalCrossentropy" in `compile` expect probabilities.',
    ],
  },
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 6',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.nn.CrossEntropyLoss',
    'torch.nn.functional.cross_entropy',
    'keras.losses.SparseCategoricalCrossentropy',
    'keras.losses.CategoricalCrossentropy',
    'keras.losses.sparse_categorical_crossentropy',
    'keras.losses.categorical_crossentropy',
    'tensorflow.nn.softmax_cross_entropy_with_logits',
    'tensorflow.nn.sparse_softmax_cross_entropy_with_logits',
    'tfjs.losses.softmaxCrossEntropy',
    'tfjs.metrics.categoricalCrossentropy',
  ],
};
