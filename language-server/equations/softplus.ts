import type { Equation } from './equation';

export const equation: Equation = {
  id: 'softplus',
  title: 'Softplus',
  tex: String.raw`\operatorname{softplus}(x) = \frac{1}{\beta} \ln\bigl(1 + e^{\beta x}\bigr)`,
  plain: 'softplus(x) = (1/β) · ln(1 + exp(βx))',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'β', meaning: 'sharpness, 1 unless given; ReLU for β → ∞' },
  ],
  use: 'Outputs that must be positive: a standard deviation, a rate.',
  pitfalls: ['Written by hand it overflows for large x: use the library’s, which turns linear there.'],
  source: {
    title: 'Dugas et al.: Incorporating second-order functional knowledge, 2001',
    url: 'https://papers.nips.cc/paper/1920-incorporating-second-order-functional-knowledge-for-better-option-pricing',
  },
  names: [
    'torch.nn.Softplus',
    'torch.nn.functional.softplus',
    'keras.activations.softplus',
    'tensorflow.nn.softplus',
    'tensorflow.math.softplus',
    'tfjs.softplus',
  ],
};
