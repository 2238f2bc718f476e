import type { Equation } from './equation';

export const equation: Equation = {
  id: 'silu',
  title: 'SiLU (swish)',
  tex: String.raw`\operatorname{SiLU}(x) = x\,\sigma(x) = \frac{x}{1 + e^{-x}}`,
  plain: 'SiLU(x) = x · σ(x) = x / (1 + exp(−x))',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'σ', meaning: 'logistic sigmoid' },
  ],
  use: 'Deep convolutional networks (EfficientNet) and gated transformer blocks (SwiGLU).',
  pitfalls: ['Not monotone: it has a minimum of −0.278 at x ≈ −1.278.'],
  source: {
    title: 'Ramachandran, Zoph, Le: Searching for activation functions, 2017',
    url: 'https://arxiv.org/abs/1710.05941',
  },
  names: [
    'torch.nn.SiLU',
    'torch.nn.functional.silu',
    'keras.activations.silu',
    'keras.activations.swish',
    'tensorflow.nn.silu',
    'tensorflow.nn.swish',
  ],
};
