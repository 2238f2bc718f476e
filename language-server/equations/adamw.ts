import type { Equation } from './equation';

export const equation: Equation = {
  id: 'adamw',
  title: 'AdamW (Adam with decoupled weight decay)',
  tex: String.raw`\theta_t = (1 - \eta\lambda)\,\theta_{t-1} - \eta\, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}`,
  plain: 'θ_t = (1 − ηλ) θ_{t−1} − η m̂_t / (√v̂_t + ε),  m̂ and v̂ as in Adam',
  symbols: [
    { symbol: 'θ', meaning: 'parameters' },
    { symbol: 'm̂, v̂', meaning: 'bias-corrected running means of g and g², without the decay in g' },
    { symbol: 'η', meaning: 'learning rate', unit: 'per update' },
    { symbol: 'λ', meaning: 'weight decay: every parameter shrinks by ηλ at each update' },
  ],
  use: 'Transformers and most modern training: weight decay that really regularizes.',
  pitfalls: [
    'Leave biases and normalization weights out of the decay (parameter groups).',
    'λ is multiplied by η: a schedule changes the decay as well.',
  ],
  notes: {
    torch: ['λ = 0.01, η = 0.001 unless given.'],
    keras: ['λ = 0.004, η = 0.001 unless given; `exclude_from_weight_decay` names the exceptions.'],
  },
  source: {
    title: 'Loshchilov, Hutter: Decoupled weight decay regularization, 2019',
    url: 'https://arxiv.org/abs/1711.05101',
  },
  names: ['torch.optim.AdamW', 'keras.optimizers.AdamW'],
};
