import type { Equation } from './equation';

export const equation: Equation = {
  id: 'leaky-relu',
  title: 'Leaky ReLU and PReLU',
  tex: String.raw`f(x) = \max(0, x) + \alpha \min(0, x) = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}`,
  plain: 'f(x) = max(0, x) + α · min(0, x)',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'α', meaning: 'slope below zero; learnt in PReLU, one value or one a channel', shape: '() or (C)' },
  ],
  use: 'Where ReLU units die, and in discriminators of generative adversarial networks.',
  pitfalls: ['The default slope differs from library to library: give it when you port a model.'],
  notes: {
    torch: ['α is 0.01 for LeakyReLU; PReLU starts at 0.25. No weight decay on a PReLU’s α.'],
    keras: [
      'α is 0.3 (`negative_slope`); PReLU starts at 0 and learns one α an element unless `shared_axes` is given.',
    ],
    tfjs: ['α is 0.3 in `tf.layers.leakyReLU` and 0.2 in `tf.leakyRelu`.'],
  },
  source: { title: 'He et al.: Delving deep into rectifiers, 2015', url: 'https://arxiv.org/abs/1502.01852' },
  names: [
    'torch.nn.LeakyReLU',
    'torch.nn.PReLU',
    'torch.nn.functional.leaky_relu',
    'torch.nn.functional.prelu',
    'keras.layers.LeakyReLU',
    'keras.layers.PReLU',
    'keras.activations.leaky_relu',
    'tensorflow.nn.leaky_relu',
    'tfjs.layers.leakyReLU',
    'tfjs.layers.prelu',
    'tfjs.leakyRelu',
    'tfjs.prelu',
  ],
};
