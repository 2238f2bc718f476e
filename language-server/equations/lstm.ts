import type { Equation } from './equation';

export const equation: Equation = {
  id: 'lstm',
  title: 'LSTM (long short-term memory)',
  tex: String.raw`\begin{aligned}
i_t &= \sigma(W_{i} x_t + U_{i} h_{t-1} + b_{i}) & g_t &= \tanh(W_{g} x_t + U_{g} h_{t-1} + b_{g}) \\
f_t &= \sigma(W_{f} x_t + U_{f} h_{t-1} + b_{f}) & c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
o_t &= \sigma(W_{o} x_t + U_{o} h_{t-1} + b_{o}) & h_t &= o_t \odot \tanh(c_t)
\end{aligned}`,
  plain: `i_t = σ(W_i x_t + U_i h_{t−1} + b_i)
f_t = σ(W_f x_t + U_f h_{t−1} + b_f)
o_t = σ(W_o x_t + U_o h_{t−1} + b_o)
g_t = tanh(W_g x_t + U_g h_{t−1} + b_g)
c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
h_t = o_t ⊙ tanh(c_t)`,
  symbols: [
    {
      symbol: 'x',
      meaning: 'sequence',
      shape: { torch: '(T, N, n), or (N, T, n) with batch_first=True', keras: '(N, T, n)' },
    },
    {
      symbol: 'h, c',
      meaning: 'output and memory; both start at zero',
      shape: { torch: '(layers, N, H)', keras: '(N, H)' },
    },
    { symbol: 'i, f, o', meaning: 'input, forget and output gate, each between 0 and 1', shape: '(N, H)' },
    { symbol: 'g', meaning: 'candidate for the memory', shape: '(N, H)' },
    {
      symbol: 'W',
      meaning: 'four input weights, stacked',
      shape: { torch: '(4H, n), order i, f, g, o', keras: '(n, 4H), order i, f, g, o' },
    },
    { symbol: 'U', meaning: 'four recurrent weights, stacked', shape: { torch: '(4H, H)', keras: '(H, 4H)' } },
    { symbol: '⊙', meaning: 'product element by element' },
  ],
  use: 'Sequences with long gaps between cause and effect: text, speech, sensors. 4·(n·H + H² + H) weights (a second bias in PyTorch).',
  pitfalls: [
    'A wrong layout runs all the same: PyTorch takes time first unless `batch_first=True`.',
    'The last time step of a padded batch is padding: pack the sequences or use a mask.',
    'Carrying the state from batch to batch needs `detach()` on h and c.',
  ],
  notes: {
    torch: [
      'Returns `(output, (h_n, c_n))`: output is (T, N, H), twice H when bidirectional.',
      'There are two biases (b_ih and b_hh); the forget bias does not start at 1.',
    ],
    keras: ['Returns the last h, (N, H), unless `return_sequences=True`. The forget bias starts at 1.'],
    tfjs: [
      'Returns the last h, (N, H), unless `returnSequences: true`. The forget bias starts at 1.',
      'The gates use `hardSigmoid` unless `recurrentActivation: "sigmoid"`.',
    ],
  },
  source: {
    title: 'Hochreiter, Schmidhuber: Long short-term memory, 1997',
    url: 'https://doi.org/10.1162/neco.1997.9.8.1735',
  },
  names: [
    'torch.nn.LSTM',
    'torch.nn.LSTMCell',
    'keras.layers.LSTM',
    'keras.layers.LSTMCell',
    'tfjs.layers.lstm',
    'tfjs.layers.lstmCell',
  ],
};
