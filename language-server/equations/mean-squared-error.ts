import type { Equation } from './equation';

export const equation: Equation = {
  id: 'mean-squared-error',
  title: 'Mean squared error',
  tex: String.raw`L = \frac{1}{N}\sum_{n=1}^{N} (\hat y_n - y_n)^2`,
  plain: 'L = (1/N) Σ_n (ŷ_n − y_n)²',
  symbols: [
    { symbol: 'ŷ', meaning: 'prediction', shape: '(N, …)' },
    { symbol: 'y', meaning: 'target, the same shape', shape: '(N, …)' },
    { symbol: 'L', meaning: 'loss', unit: 'the target’s unit, squared' },
  ],
  use: 'Regression with errors that are roughly normal: the best constant prediction is the mean.',
  pitfalls: [
    'Shapes (N) and (N, 1) broadcast to (N, N): the loss falls, the model learns the mean.',
    'Outliers rule it: use Huber or the absolute error.',
    'Normalize the targets: an error of 1000 gives gradients of 2000.',
    'For classes use cross-entropy: here gradients vanish where the answer is surely wrong.',
  ],
  source: {
    title: 'Bishop: Pattern recognition and machine learning, chapter 3',
    url: 'https://www.microsoft.com/en-us/research/publication/pattern-recognition-machine-learning/',
  },
  names: [
    'torch.nn.MSELoss',
    'torch.nn.functional.mse_loss',
    'keras.losses.MeanSquaredError',
    'keras.losses.mean_squared_error',
    'tfjs.losses.meanSquaredError',
    'tfjs.metrics.meanSquaredError',
  ],
};
