import type { Equation } from './equation';

export const equation: Equation = {
  id: 'linear',
  title: 'Linear (fully connected, dense) layer',
  tex: String.raw`y = x W^{\top} + b \qquad y_j = \sum_{i=1}^{n} W_{ji}\, x_i + b_j`,
  plain: 'y = x Wᵀ + b,  y_j = Σ_i W_ji x_i + b_j',
  symbols: [
    { symbol: 'x', meaning: 'input; only the last axis takes part', shape: '(*, n)' },
    {
      symbol: 'W',
      meaning: 'weight, learnt; Keras and TensorFlow.js store its transpose, the kernel',
      shape: { torch: '(m, n)', keras: '(n, m)' },
    },
    { symbol: 'b', meaning: 'bias, learnt', shape: '(m)' },
    { symbol: 'y', meaning: 'output', shape: '(*, m)' },
    { symbol: 'n, m', meaning: 'features in and out: n·m + m parameters' },
  ],
  use: 'Mixes all features of one sample or position. As the last layer it turns features into logits or a regression value.',
  pitfalls: [
    'Two linear layers with no activation between them are one linear layer.',
    'An image needs flattening (or pooling) first: applied to (N, C, H, W) the layer mixes only along W.',
    'The last layer of a classifier gives logits: leave softmax to the loss.',
  ],
  notes: {
    torch: ['`in_features` must equal the last axis of the input; `nn.LazyLinear` takes it from the first batch.'],
    keras: ['The input size is taken from the first call; `activation=` adds the non-linearity to the layer.'],
    tfjs: ['`units` is m; the first layer of a `tf.sequential()` needs `inputShape` (without the batch).'],
  },
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 6',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.nn.Linear',
    'torch.nn.LazyLinear',
    'torch.nn.functional.linear',
    'keras.layers.Dense',
    'tfjs.layers.dense',
  ],
};
