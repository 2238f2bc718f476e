import type { Equation } from './equation';

export const equation: Equation = {
  id: 'conv1d',
  title: 'Convolution over a sequence (1D)',
  tex: String.raw`\begin{aligned}
y_{n,o,t} &= b_o + \sum_{c}\sum_{u=0}^{k-1} W_{o,c,u}\; x_{n,c,\,s t + d u - p} \\
L' &= \left\lfloor \frac{L + 2p - d(k-1) - 1}{s} \right\rfloor + 1
\end{aligned}`,
  plain: 'y[n,o,t] = b[o] + Σ_c Σ_u W[o,c,u] · x[n,c, s·t + d·u − p]\nL′ = ⌊(L + 2p − d(k−1) − 1)/s⌋ + 1',
  symbols: [
    { symbol: 'x', meaning: 'sequence of feature vectors', shape: { torch: '(N, C_in, L)', keras: '(N, L, C_in)' } },
    {
      symbol: 'W',
      meaning: 'filters, learnt',
      shape: { torch: '(C_out, C_in/groups, k)', keras: '(k, C_in/groups, C_out)' },
    },
    { symbol: 'b', meaning: 'bias, learnt', shape: '(C_out)' },
    { symbol: 'y', meaning: 'output', shape: { torch: '(N, C_out, L′)', keras: '(N, L′, C_out)' } },
    { symbol: 'k, s, p, d', meaning: 'kernel size, stride, padding, dilation', unit: 'positions' },
  ],
  use: 'Finds local patterns along time or text, with the same filters at every position.',
  pitfalls: [
    'A recurrent layer or an embedding gives (N, L, C): permute to channels first before an `nn.Conv1d`.',
    'Without padding the sequence gets shorter by d(k−1) at every layer.',
    'A forecast must not see the future: pad on the left only (causal).',
  ],
  notes: {
    keras: [
      '`padding="same"` keeps ⌈L/s⌉ positions, `"causal"` pads on the left, `"valid"` (the default) pads nothing.',
    ],
    tfjs: ['`padding: "same" | "valid" | "causal"`; the default is "valid".'],
  },
  source: {
    title: 'Waibel et al.: Phoneme recognition using time-delay neural networks, 1989',
    url: 'https://doi.org/10.1109/29.21701',
  },
  names: [
    'torch.nn.Conv1d',
    'torch.nn.LazyConv1d',
    'torch.nn.functional.conv1d',
    'keras.layers.Conv1D',
    'tfjs.layers.conv1d',
    'tfjs.conv1d',
  ],
};
