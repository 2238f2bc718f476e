import type { Equation } from './equation';

export const equation: Equation = {
  id: 'adagrad',
  title: 'Adagrad',
  tex: String.raw`s_t = s_{t-1} + g_t^2, \qquad \theta_t = \theta_{t-1} - \eta\, \frac{g_t}{\sqrt{s_t} + \varepsilon}`,
  plain: 's_t = s_{t−1} + g_t²,  θ_t = θ_{t−1} − η g_t / (√s_t + ε)',
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 's', meaning: 'sum of all squared gradients so far' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
  ],
  use: 'Sparse features (text, clicks): rare ones keep large steps.',
  pitfalls: ['s only grows, so steps shrink to nothing in long trainings: use Adam or RMSProp there.'],
  notes: {
    torch: ['η = 0.01, ε = 10⁻¹⁰, s starts at 0 unless given.'],
    keras: ['η = 0.001, s starts at 0.1 unless given; ε inside the root.'],
    tfjs: ['s starts at 0.1 unless given; ε inside the root.'],
  },
  source: {
    title: 'Duchi, Hazan, Singer: Adaptive subgradient methods, 2011',
    url: 'https://jmlr.org/papers/v12/duchi11a.html',
  },
  names: ['torch.optim.Adagrad', 'keras.optimizers.Adagrad', 'tfjs.train.adagrad'],
};
