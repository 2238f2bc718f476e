import type { Equation } from './equation';

export const equation: Equation = {
  id: 'negative-log-likelihood',
  title: 'Negative log-likelihood',
  tex: String.raw`\ell_n = -w_{y_n}\, x_{n,y_n}, \qquad L = \frac{\sum_{n} \ell_n}{\sum_{n} w_{y_n}}`,
  plain: 'ℓ_n = −w[y_n] · x[n,y_n],  L = Σ_n ℓ_n / Σ_n w[y_n]',
  symbols: [
    { symbol: 'x', meaning: 'log-probabilities, from log-softmax', shape: '(N, K)' },
    { symbol: 'y', meaning: 'the right class of each sample, integers', shape: '(N)' },
    { symbol: 'w', meaning: 'weight of each class, 1 unless given', shape: '(K)' },
    { symbol: 'L', meaning: 'loss', unit: 'nats' },
  ],
  use: 'Behind a model that ends in log-softmax. Log-softmax and this loss together are cross-entropy.',
  pitfalls: ['On plain logits or probabilities it runs, and minimizes nonsense: the loss goes below 0.'],
  source: {
    title: 'PyTorch documentation: torch.nn.NLLLoss',
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html',
  },
  names: ['torch.nn.NLLLoss', 'torch.nn.functional.nll_loss'],
};
