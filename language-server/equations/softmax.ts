import type { Equation } from './equation';

export const equation: Equation = {
  id: 'softmax',
  title: 'Softmax',
  tex: String.raw`\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}} = \frac{e^{z_i - \max z}}{\sum_{j=1}^{K} e^{z_j - \max z}}`,
  plain: 'softmax(z)_i = exp(z_i) / Σ_j exp(z_j)',
  symbols: [
    { symbol: 'z', meaning: 'logits', shape: '(*, K)' },
    { symbol: 'K', meaning: 'classes: the axis that sums to 1' },
    { symbol: 'softmax(z)', meaning: 'probabilities', shape: '(*, K)' },
  ],
  use: 'Turns the scores of K exclusive classes into probabilities; the weights of attention.',
  pitfalls: [
    'Cross-entropy on logits has softmax in it: applied before, training is slow and stalls.',
    'Over the wrong axis it normalizes across the batch: the class axis is usually the last, but 1 for (N, K, H, W).',
    'A large probability is not a calibrated confidence.',
  ],
  notes: {
    torch: ['Always give `dim`; without it PyTorch guesses and warns.'],
    keras: ['`axis=-1` unless given.'],
    tfjs: ['`tf.softmax` takes the last axis only.'],
  },
  source: {
    title: 'Bridle: Probabilistic interpretation of feedforward network outputs, 1990',
    url: 'https://doi.org/10.1007/978-3-642-76153-9_28',
  },
  names: [
    'torch.nn.Softmax',
    'torch.nn.Softmax2d',
    'torch.softmax',
    'torch.Tensor.softmax',
    'torch.nn.functional.softmax',
    'keras.layers.Softmax',
    'keras.activations.softmax',
    'keras.ops.softmax',
    'tensorflow.nn.softmax',
    'tfjs.layers.softmax',
    'tfjs.softmax',
  ],
};
