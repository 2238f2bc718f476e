import type { Equation } from './equation';

export const equation: Equation = {
  id: 'simple-rnn',
  title: 'Recurrent layer (Elman RNN)',
  tex: String.raw`h_t = \tanh\bigl(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}\bigr)`,
  plain: 'h_t = tanh(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh)',
  symbols: [
    {
      symbol: 'x',
      meaning: 'sequence',
      shape: { torch: '(T, N, n), or (N, T, n) with batch_first=True', keras: '(N, T, n)' },
    },
    { symbol: 'h', meaning: 'state; the first one is zero', shape: '(N, H)' },
    {
      symbol: 'W_ih, W_hh',
      meaning: 'weights, learnt, the same at every step',
      shape: { torch: '(H, n), (H, H)', keras: '(n, H), (H, H)' },
    },
    { symbol: 'b', meaning: 'bias, learnt (two in PyTorch, one in Keras)', shape: '(H)' },
  ],
  use: 'Short sequences, and to understand recurrence. For anything longer take a GRU or an LSTM.',
  pitfalls: [
    'Gradients vanish or explode over some tens of steps: clip their norm, or take an LSTM.',
    'Carrying the state from batch to batch needs `h.detach()`, else the graph grows without end.',
  ],
  notes: {
    torch: ['Returns (all states, last state).'],
    keras: ['Returns the last state unless `return_sequences=True`.'],
    tfjs: ['Returns the last state unless `returnSequences: true`.'],
  },
  source: { title: 'Elman: Finding structure in time, 1990', url: 'https://doi.org/10.1207/s15516709cog1402_1' },
  names: [
    'torch.nn.RNN',
    'torch.nn.RNNCell',
    'keras.layers.SimpleRNN',
    'keras.layers.SimpleRNNCell',
    'tfjs.layers.simpleRNN',
    'tfjs.layers.simpleRNNCell',
  ],
};
