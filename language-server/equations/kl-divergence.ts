import type { Equation } from './equation';

export const equation: Equation = {
  id: 'kl-divergence',
  title: 'Kullback–Leibler divergence',
  tex: String.raw`D_{\mathrm{KL}}(P \,\Vert\, Q) = \sum_{i} P_i \log\frac{P_i}{Q_i} \ge 0`,
  plain: 'KL(P ‖ Q) = Σ_i P_i log(P_i / Q_i) ≥ 0',
  symbols: [
    { symbol: 'P', meaning: 'target distribution', shape: '(N, K)' },
    { symbol: 'Q', meaning: 'predicted distribution', shape: '(N, K)' },
    { symbol: 'KL', meaning: 'divergence; not symmetric', unit: 'nats' },
  ],
  use: 'Distillation, variational autoencoders, keeping a policy near its old self.',
  pitfalls: ['Swapping P and Q is another loss: KL(P‖Q) covers all of P, KL(Q‖P) seeks one of its modes.'],
  notes: {
    torch: [
      'Call as (log Q, P): the prediction in logarithms. `reduction="batchmean"` is the mathematical value; "mean" divides by K as well.',
    ],
    keras: ['Call as (P, Q), both probabilities.'],
  },
  source: {
    title: 'Kullback, Leibler: On information and sufficiency, 1951',
    url: 'https://doi.org/10.1214/aoms/1177729694',
  },
  names: [
    'torch.nn.KLDivLoss',
    'torch.nn.functional.kl_div',
    'keras.losses.KLDivergence',
    'keras.losses.kl_divergence',
  ],
};
