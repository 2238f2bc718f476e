import type { Equation } from './equation';

export const equation: Equation = {
  id: 'adadelta',
  title: 'Adadelta',
  tex: String.raw`\begin{aligned}
v_t &= \rho\, v_{t-1} + (1 - \rho)\, g_t^2 & \Delta_t &= \frac{\sqrt{u_{t-1} + \varepsilon}}{\sqrt{v_t + \varepsilon}}\; g_t \\
u_t &= \rho\, u_{t-1} + (1 - \rho)\, \Delta_t^2 & \theta_t &= \theta_{t-1} - \eta\, \Delta_t
\end{aligned}`,
  plain:
    'v_t = ρ v_{t−1} + (1 − ρ) g_t²,  Δ_t = √(u_{t−1} + ε) / √(v_t + ε) · g_t\nu_t = ρ u_{t−1} + (1 − ρ) Δ_t²,  θ_t = θ_{t−1} − η Δ_t',
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 'v, u', meaning: 'running means of g² and of the squared updates' },
    { symbol: 'ρ', meaning: 'decay of the means: 0.9 in PyTorch, 0.95 in Keras and TensorFlow.js' },
    { symbol: 'η', meaning: 'learning rate; 1 in the paper', unit: 'per update' },
  ],
  use: 'Mostly of historical interest: it needs no learning rate in principle.',
  pitfalls: [
    'Keras and TensorFlow.js start with η = 0.001, a thousandth of the paper’s: training seems to stand still.',
  ],
  source: { title: 'Zeiler: Adadelta, 2012', url: 'https://arxiv.org/abs/1212.5701' },
  names: ['torch.optim.Adadelta', 'keras.optimizers.Adadelta', 'tfjs.train.adadelta'],
};
