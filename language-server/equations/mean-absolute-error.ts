import type { Equation } from './equation';

export const equation: Equation = {
  id: 'mean-absolute-error',
  title: 'Mean absolute error (L1 loss)',
  tex: String.raw`L = \frac{1}{N}\sum_{n=1}^{N} \lvert \hat y_n - y_n \rvert`,
  plain: 'L = (1/N) Σ_n |ŷ_n − y_n|',
  symbols: [
    { symbol: 'ŷ', meaning: 'prediction', shape: '(N, …)' },
    { symbol: 'y', meaning: 'target, the same shape', shape: '(N, …)' },
    { symbol: 'L', meaning: 'loss', unit: 'the target’s unit' },
  ],
  use: 'Regression with outliers: the best constant prediction is the median. Sharper images than the squared error.',
  pitfalls: [
    'The gradient has the same size however small the error: lower the learning rate towards the end, or take Huber.',
    'Shapes (N) and (N, 1) broadcast to (N, N).',
  ],
  source: { title: 'Huber, Ronchetti: Robust statistics, 2009', url: 'https://doi.org/10.1002/9780470434697' },
  names: [
    'torch.nn.L1Loss',
    'torch.nn.functional.l1_loss',
    'keras.losses.MeanAbsoluteError',
    'keras.losses.mean_absolute_error',
    'tfjs.losses.absoluteDifference',
    'tfjs.metrics.meanAbsoluteError',
  ],
};
