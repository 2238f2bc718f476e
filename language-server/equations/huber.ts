import type { Equation } from './equation';

export const equation: Equation = {
  id: 'huber',
  title: 'Huber loss (smooth L1)',
  tex: String.raw`\ell = \begin{cases} \tfrac12 e^2 & |e| \le \delta \\ \delta\,\bigl(|e| - \tfrac12 \delta\bigr) & |e| > \delta \end{cases} \qquad e = \hat y - y`,
  plain: 'ℓ = e²/2 if |e| ≤ δ, else δ · (|e| − δ/2),  e = ŷ − y',
  symbols: [
    { symbol: 'ŷ, y', meaning: 'prediction and target', shape: '(N, …)' },
    { symbol: 'δ', meaning: 'the error at which the square becomes a line', unit: 'the target’s unit' },
  ],
  use: 'Regression with some outliers, boxes in detection, value functions in reinforcement learning.',
  pitfalls: ['δ has the target’s unit: normalize the targets or choose it with care.'],
  notes: { torch: ['`SmoothL1Loss(beta)` is this loss divided by δ = beta.'] },
  source: {
    title: 'Huber: Robust estimation of a location parameter, 1964',
    url: 'https://doi.org/10.1214/aoms/1177703732',
  },
  names: [
    'torch.nn.HuberLoss',
    'torch.nn.SmoothL1Loss',
    'torch.nn.functional.huber_loss',
    'torch.nn.functional.smooth_l1_loss',
    'keras.losses.Huber',
    'tfjs.losses.huberLoss',
  ],
};
