import type { Equation } from './equation';

export const equation: Equation = {
  id: 'elu',
  title: 'ELU (exponential linear unit)',
  tex: String.raw`\operatorname{ELU}(x) = \begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \le 0 \end{cases}`,
  plain: 'ELU(x) = x if x > 0, else α · (exp(x) − 1)',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'α', meaning: 'the value approached for x → −∞ is −α; 1 unless given' },
  ],
  use: 'Like ReLU, but outputs have a mean near zero and units do not die.',
  pitfalls: ['Slower than ReLU; behind batch norm the gain is small.'],
  source: { title: 'Clevert, Unterthiner, Hochreiter: ELUs, 2016', url: 'https://arxiv.org/abs/1511.07289' },
  names: [
    'torch.nn.ELU',
    'torch.nn.functional.elu',
    'keras.layers.ELU',
    'keras.activations.elu',
    'tensorflow.nn.elu',
    'tfjs.layers.elu',
    'tfjs.elu',
  ],
};
