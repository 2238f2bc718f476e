import type { Equation } from './equation';

export const equation: Equation = {
  id: 'adam',
  title: 'Adam',
  tex: String.raw`\begin{aligned}
m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t & \hat m_t &= \frac{m_t}{1 - \beta_1^t} \\
v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2 & \hat v_t &= \frac{v_t}{1 - \beta_2^t} \\
\theta_t &= \theta_{t-1} - \eta\, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}
\end{aligned}`,
  plain: `m_t = β₁ m_{t−1} + (1 − β₁) g_t,   m̂_t = m_t / (1 − β₁^t)
v_t = β₂ v_{t−1} + (1 − β₂) g_t²,  v̂_t = v_t / (1 − β₂^t)
θ_t = θ_{t−1} − η m̂_t / (√v̂_t + ε)`,
  symbols: [
    { symbol: 'θ, g', meaning: 'parameters and their gradient' },
    { symbol: 'm, v', meaning: 'running means of g and g²: two more copies of the parameters in memory' },
    { symbol: 'η', meaning: 'learning rate, 0.001 unless given', unit: 'per update' },
    { symbol: 'β₁, β₂', meaning: 'decay of the means, 0.9 and 0.999' },
    { symbol: 'ε', meaning: 'keeps the division finite' },
  ],
  use: 'A good first choice nearly everywhere: each parameter gets a step of about η, whatever its gradient’s scale.',
  pitfalls: [
    'Weight decay inside Adam is scaled by 1/√v and does little: use AdamW.',
    'η = 0.001 is too much for fine-tuning a pretrained model: 10⁻⁵ to 10⁻⁴ there.',
    'Resuming without the optimizer’s state gives a jump in the loss: save m, v and t too.',
  ],
  notes: {
    torch: [
      'ε = 10⁻⁸. `weight_decay` is added to the gradient (L2). Create the optimizer after moving the model to its device.',
    ],
    keras: ['ε = 10⁻⁷, added to √v before the bias correction: not the same ε as in PyTorch.'],
    tfjs: ['`tf.train.adam(η, β₁, β₂, ε)`; ε = 10⁻⁷ in float32.'],
  },
  source: {
    title: 'Kingma, Ba: Adam: a method for stochastic optimization, 2015',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  names: ['torch.optim.Adam', 'keras.optimizers.Adam', 'tfjs.train.adam'],
};
