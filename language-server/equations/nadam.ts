import type { Equation } from './equation';

export const equation: Equation = {
  id: 'nadam',
  title: 'NAdam (Adam with Nesterov momentum)',
  tex: String.raw`\theta_t = \theta_{t-1} - \frac{\eta}{\sqrt{\hat v_t} + \varepsilon}\left(\frac{\mu_{t+1}\, m_t}{1 - \prod_{i=1}^{t+1}\mu_i} + \frac{(1 - \mu_t)\, g_t}{1 - \prod_{i=1}^{t}\mu_i}\right)`,
  plain: 'θ_t = θ_{t−1} − η/(√v̂_t + ε) · ( μ_{t+1} m_t / (1 − Π_{i≤t+1} μ_i) + (1 − μ_t) g_t / (1 − Π_{i≤t} μ_i) )',
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 'm, v̂', meaning: 'running means of g and g², as in Adam' },
    { symbol: 'μ_t', meaning: 'momentum, β₁ · (1 − 0.5 · 0.96^(0.004 t))' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
  ],
  use: 'Recurrent networks, where it sometimes gets below Adam in fewer steps.',
  pitfalls: ['Tune η anew: the best value differs from Adam’s.'],
  notes: { torch: ['η = 0.002 unless given.'], keras: ['η = 0.001 unless given.'] },
  source: {
    title: 'Dozat: Incorporating Nesterov momentum into Adam, 2016',
    url: 'https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ',
  },
  names: ['torch.optim.NAdam', 'keras.optimizers.Nadam'],
};
