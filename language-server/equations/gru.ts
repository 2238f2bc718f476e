import type { Equation } from './equation';

export const equation: Equation = {
  id: 'gru',
  title: 'GRU (gated recurrent unit)',
  tex: String.raw`\begin{aligned}
r_t &= \sigma(W_{r} x_t + U_{r} h_{t-1} + b_{r}) \\
z_t &= \sigma(W_{z} x_t + U_{z} h_{t-1} + b_{z}) \\
n_t &= \tanh\bigl(W_{n} x_t + b_{n} + r_t \odot (U_{n} h_{t-1} + b'_{n})\bigr) \\
h_t &= (1 - z_t) \odot n_t + z_t \odot h_{t-1}
\end{aligned}`,
  plain: `r_t = σ(W_r x_t + U_r h_{t−1} + b_r)
z_t = σ(W_z x_t + U_z h_{t−1} + b_z)
n_t = tanh(W_n x_t + b_n + r_t ⊙ (U_n h_{t−1} + b′_n))
h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}`,
  symbols: [
    {
      symbol: 'x',
      meaning: 'sequence',
      shape: { torch: '(T, N, n), or (N, T, n) with batch_first=True', keras: '(N, T, n)' },
    },
    { symbol: 'h', meaning: 'state; the first one is zero', shape: { torch: '(layers, N, H)', keras: '(N, H)' } },
    { symbol: 'r, z', meaning: 'reset and update gate, each between 0 and 1', shape: '(N, H)' },
    { symbol: 'n', meaning: 'candidate for the state', shape: '(N, H)' },
    {
      symbol: 'W, U',
      meaning: 'three weights each, stacked',
      shape: { torch: '(3H, n), (3H, H), order r, z, n', keras: '(n, 3H), (H, 3H), order z, r, n' },
    },
  ],
  use: 'Like an LSTM with three quarters of its weights and one state; often as good.',
  pitfalls: [
    'A wrong layout runs all the same: PyTorch takes time first unless `batch_first=True`.',
    'Papers differ in whether z keeps the old state (here) or lets the new one in.',
  ],
  notes: {
    torch: ['Returns `(output, h_n)`.'],
    keras: [
      'Returns the last h unless `return_sequences=True`. `reset_after=True` is the form shown; False resets before U_n.',
    ],
    tfjs: [
      'Resets before the product, n = tanh(W_n x + U_n (r ⊙ h) + b_n): weights from Keras need `reset_after=False`.',
      'The gates use `hardSigmoid` unless `recurrentActivation: "sigmoid"`.',
    ],
  },
  source: {
    title: 'Cho et al.: Learning phrase representations using RNN encoder–decoder, 2014',
    url: 'https://arxiv.org/abs/1406.1078',
  },
  names: [
    'torch.nn.GRU',
    'torch.nn.GRUCell',
    'keras.layers.GRU',
    'keras.layers.GRUCell',
    'tfjs.layers.gru',
    'tfjs.layers.gruCell',
  ],
};
