import type { Equation } from './equation';

export const equation: Equation = {
  id: 'rms-norm',
  title: 'RMS normalization',
  tex: String.raw`y = \gamma \odot \frac{x}{\sqrt{\frac{1}{d}\sum_{i=1}^{d} x_i^2 + \varepsilon}}`,
  plain: 'y = γ ⊙ x / √((1/d) Σ_i x_i² + ε)',
  symbols: [
    { symbol: 'x, y', meaning: 'input and output', shape: '(*, d)' },
    { symbol: 'γ', meaning: 'scale, learnt', shape: '(d)' },
  ],
  use: 'Large language models: layer norm without the mean and the shift, as good and cheaper.',
  pitfalls: ['In half precision the sum of squares overflows: compute it in float32.'],
  source: {
    title: 'Zhang, Sennrich: Root mean square layer normalization, 2019',
    url: 'https://arxiv.org/abs/1910.07467',
  },
  names: ['torch.nn.RMSNorm', 'torch.nn.functional.rms_norm', 'keras.layers.RMSNormalization'],
};
