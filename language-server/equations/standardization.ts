import type { Equation } from './equation';

export const equation: Equation = {
  id: 'standardization',
  title: 'Standardized inputs',
  tex: String.raw`\hat{x} = \frac{x - \mu}{\sigma}, \qquad \mu = \frac{1}{N} \sum_{n=1}^{N} x_n, \quad \sigma^2 = \frac{1}{N} \sum_{n=1}^{N} (x_n - \mu)^2`,
  plain: 'x̂ = (x − μ) / σ,  μ and σ the mean and deviation over the training samples',
  symbols: [
    { symbol: 'x', meaning: 'one feature, or one channel, of a sample' },
    {
      symbol: 'μ, σ',
      meaning: 'mean and standard deviation of the training samples',
      shape: 'one a feature or channel',
    },
    { symbol: 'x̂', meaning: 'what the model is fed: mean 0, deviation 1' },
  ],
  use: 'Before every network: initial weights assume inputs of deviation 1, and the loss is as steep in one direction as in another.',
  pitfalls: [
    'μ and σ of the training samples only: those of all samples leak the test set.',
    'The same μ and σ at inference; a checkpoint must keep them.',
    'Twice is once too often: pixels divided by 255 in the loader and again in the model are nearly 0.',
  ],
  source: {
    title: 'LeCun, Bottou, Orr, Müller: Efficient BackProp, 1998',
    url: 'https://doi.org/10.1007/3-540-49430-8_2',
  },
  names: ['keras.layers.Normalization'],
};
