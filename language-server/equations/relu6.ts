import type { Equation } from './equation';

export const equation: Equation = {
  id: 'relu6',
  title: 'ReLU6',
  tex: String.raw`\operatorname{ReLU6}(x) = \min\bigl(\max(0, x),\, 6\bigr)`,
  plain: 'ReLU6(x) = min(max(0, x), 6)',
  symbols: [{ symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' }],
  use: 'Networks that will run in 8 bits or half precision: the range of values is known in advance.',
  pitfalls: ['No gradient above 6 either: large weights kill units on both sides.'],
  source: { title: 'Howard et al.: MobileNets, 2017', url: 'https://arxiv.org/abs/1704.04861' },
  names: [
    'torch.nn.ReLU6',
    'torch.nn.functional.relu6',
    'keras.activations.relu6',
    'tensorflow.nn.relu6',
    'tfjs.relu6',
  ],
};
