import type { Equation } from './equation';

export const equation: Equation = {
  id: 'adamax',
  title: 'Adamax (Adam with the maximum norm)',
  tex: String.raw`u_t = \max\bigl(\beta_2 u_{t-1},\, |g_t| + \varepsilon\bigr), \qquad \theta_t = \theta_{t-1} - \frac{\eta\, m_t}{(1 - \beta_1^t)\, u_t}`,
  plain: 'u_t = max(β₂ u_{t−1}, |g_t| + ε),  θ_t = θ_{t−1} − η m_t / ((1 − β₁^t) u_t)',
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 'm', meaning: 'running mean of g, as in Adam' },
    { symbol: 'u', meaning: 'decaying maximum of |g|' },
    { symbol: 'η', meaning: 'learning rate, 0.002 in PyTorch, 0.001 in Keras', unit: 'per update' },
  ],
  use: 'Embeddings and other sparse gradients, where Adam’s v forgets.',
  pitfalls: ['One large gradient keeps the steps small for about 1/(1 − β₂) = 1000 updates.'],
  source: {
    title: 'Kingma, Ba: Adam: a method for stochastic optimization, section 7, 2015',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  names: ['torch.optim.Adamax', 'keras.optimizers.Adamax', 'tfjs.train.adamax'],
};
