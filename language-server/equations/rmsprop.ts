import type { Equation } from './equation';

export const equation: Equation = {
  id: 'rmsprop',
  title: 'RMSProp',
  tex: String.raw`v_t = \alpha\, v_{t-1} + (1 - \alpha)\, g_t^2, \qquad \theta_t = \theta_{t-1} - \eta\, \frac{g_t}{\sqrt{v_t} + \varepsilon}`,
  plain: 'v_t = α v_{t−1} + (1 − α) g_t²,  θ_t = θ_{t−1} − η g_t / (√v_t + ε)',
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 'v', meaning: 'running mean of g²' },
    { symbol: 'α', meaning: 'decay of the mean' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
  ],
  use: 'Recurrent networks and reinforcement learning.',
  pitfalls: ['v starts at 0 with no correction: the first steps are up to 1/√(1 − α) times too long. Warm up.'],
  notes: {
    torch: ['α = 0.99, ε = 10⁻⁸, η = 0.01 unless given.'],
    keras: ['α (`rho`) = 0.9, ε = 10⁻⁷ inside the root, η = 0.001 unless given.'],
    tfjs: ['α (`decay`) = 0.9, ε = 10⁻⁷ inside the root; η must be given.'],
  },
  source: {
    title: 'Tieleman, Hinton: Lecture 6.5, rmsprop, 2012',
    url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
  },
  names: ['torch.optim.RMSprop', 'keras.optimizers.RMSprop', 'tfjs.train.rmsprop'],
};
