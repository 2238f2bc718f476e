import type { Equation } from './equation';

export const equation: Equation = {
  id: 'sgd',
  title: 'Stochastic gradient descent, with momentum',
  tex: String.raw`\begin{aligned}
v_t &= \mu\, v_{t-1} + g_t \\
\theta_t &= \theta_{t-1} - \eta\, v_t
\end{aligned} \qquad g_t = \nabla_\theta L(\theta_{t-1})`,
  plain: 'v_t = μ v_{t−1} + g_t,  θ_t = θ_{t−1} − η v_t,  g_t = ∇L(θ_{t−1})',
  symbols: [
    { symbol: 'θ', meaning: 'parameters' },
    { symbol: 'g', meaning: 'gradient of the batch’s loss (plus weight decay · θ)' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
    { symbol: 'μ', meaning: 'momentum, usually 0.9; 0 is plain SGD' },
    { symbol: 'v', meaning: 'velocity: one more copy of the parameters in memory' },
  ],
  use: 'Image models trained long, with a schedule: often generalizes best. Start with η = 0.1 and batch norm, 0.01 without.',
  pitfalls: [
    'Without `zero_grad()` gradients add up from step to step.',
    'With momentum 0.9 steps are effectively ten times as long: lower η when you turn it on.',
    'Scale η with the batch size.',
  ],
  notes: {
    torch: ['`momentum=0` unless given; `nesterov=True` looks one step ahead. Weight decay is added to the gradient.'],
    keras: [
      'η = 0.01 unless given. The velocity has η in it: v ← μ v − η g, θ ← θ + v; the same path while η is constant.',
    ],
    tfjs: ['`tf.train.sgd(η)` has no momentum; `tf.train.momentum(η, μ)` is the form shown.'],
  },
  source: {
    title: 'Sutskever et al.: On the importance of initialization and momentum, 2013',
    url: 'https://proceedings.mlr.press/v28/sutskever13.html',
  },
  names: ['torch.optim.SGD', 'keras.optimizers.SGD', 'tfjs.train.sgd', 'tfjs.train.momentum'],
};
