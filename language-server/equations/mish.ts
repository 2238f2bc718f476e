import type { Equation } from './equation';

export const equation: Equation = {
  id: 'mish',
  title: 'Mish',
  tex: String.raw`\operatorname{Mish}(x) = x \tanh\bigl(\ln(1 + e^{x})\bigr)`,
  plain: 'Mish(x) = x · tanh(ln(1 + exp(x)))',
  symbols: [{ symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' }],
  use: 'Some detection networks (YOLOv4); close to SiLU.',
  pitfalls: ['About three times the cost of ReLU for a small gain: measure it.'],
  source: { title: 'Misra: Mish, 2019', url: 'https://arxiv.org/abs/1908.08681' },
  names: ['torch.nn.Mish', 'torch.nn.functional.mish', 'keras.activations.mish'],
};
