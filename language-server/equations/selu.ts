import type { Equation } from './equation';

export const equation: Equation = {
  id: 'selu',
  title: 'SELU (self-normalizing unit)',
  tex: String.raw`\operatorname{SELU}(x) = \lambda \begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \le 0 \end{cases}
\qquad \begin{aligned} \lambda &\approx 1.0507 \\ \alpha &\approx 1.6733 \end{aligned}`,
  plain: 'SELU(x) = λ · (x if x > 0, else α · (exp(x) − 1)),  λ ≈ 1.0507, α ≈ 1.6733',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'λ, α', meaning: 'constants that make mean 0 and variance 1 a fixed point' },
  ],
  use: 'Deep plain MLPs without batch norm.',
  pitfalls: [
    'It keeps its promise only with LeCun-normal weights and normalized inputs.',
    'Ordinary dropout breaks it: use alpha dropout.',
  ],
  source: {
    title: 'Klambauer et al.: Self-normalizing neural networks, 2017',
    url: 'https://arxiv.org/abs/1706.02515',
  },
  names: ['torch.nn.SELU', 'torch.nn.functional.selu', 'keras.activations.selu', 'tensorflow.nn.selu', 'tfjs.selu'],
};
