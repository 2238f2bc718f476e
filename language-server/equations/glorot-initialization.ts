import type { Equation } from './equation';

export const equation: Equation = {
  id: 'glorot-initialization',
  title: 'Glorot (Xavier) initialization',
  tex: String.raw`W \sim \mathcal{U}(-a, a), \quad a = g\sqrt{\frac{6}{n + m}} \qquad \text{or} \qquad W \sim \mathcal{N}\!\left(0,\, \frac{2 g^2}{n + m}\right)`,
  plain: 'W ~ U(−a, a), a = g √(6 / (n + m)),  or W ~ N(0, 2g² / (n + m))',
  symbols: [
    { symbol: 'n, m', meaning: 'fan in and fan out: inputs and outputs of a unit (times the kernel’s area)' },
    { symbol: 'g', meaning: 'gain: 1 for linear and sigmoid, 5/3 for tanh' },
  ],
  use: 'Layers before tanh, sigmoid or softmax: keeps the variance of signals and of gradients about equal.',
  pitfalls: ['Before ReLU half of the signal is lost in each layer: use He initialization.'],
  notes: {
    keras: ['`glorot_uniform` is the default of dense and convolutional layers.'],
    tfjs: ['`glorotNormal`/`glorotUniform` by layer; dense and convolutional layers start with `glorotNormal`.'],
  },
  source: {
    title: 'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks, 2010',
    url: 'https://proceedings.mlr.press/v9/glorot10a.html',
  },
  names: [
    'torch.nn.init.xavier_uniform_',
    'torch.nn.init.xavier_normal_',
    'keras.initializers.GlorotUniform',
    'keras.initializers.GlorotNormal',
    'tfjs.initializers.glorotUniform',
    'tfjs.initializers.glorotNormal',
  ],
};
