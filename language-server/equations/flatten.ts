import type { Equation } from './equation';

export const equation: Equation = {
  id: 'flatten',
  title: 'Flatten',
  tex: String.raw`y_{n,\;(c H + i) W + j} = x_{n,c,i,j}, \qquad (N, C, H, W) \to (N,\; C H W)`,
  plain: 'y[n, (c·H + i)·W + j] = x[n,c,i,j],  (N, C, H, W) → (N, C·H·W)',
  symbols: [
    { symbol: 'x', meaning: 'any tensor', shape: { torch: '(N, C, H, W)', keras: '(N, H, W, C)' } },
    { symbol: 'y', meaning: 'the same values, one row a sample', shape: { torch: '(N, C·H·W)', keras: '(N, H·W·C)' } },
  ],
  use: 'Turns maps into the vector that a linear layer takes. No parameters, nothing copied where memory allows.',
  pitfalls: [
    'Keep the batch axis: `x.flatten()` alone, or `view(-1, …)` with a wrong size, mixes samples.',
    'The Linear behind it must take C·H·W, which changes with the image’s size.',
  ],
  notes: {
    torch: [
      '`nn.Flatten()` starts at axis 1, but `torch.flatten(x)` and `x.flatten()` start at axis 0: give `start_dim=1`.',
    ],
    keras: [
      'Channels are last: the order of the values differs from PyTorch’s, so weights do not carry over as they are.',
    ],
    tfjs: [
      'Channels are last: the order of the values differs from PyTorch’s, so weights do not carry over as they are.',
    ],
  },
  source: {
    title: 'PyTorch documentation: torch.nn.Flatten',
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html',
  },
  names: ['torch.nn.Flatten', 'torch.flatten', 'torch.Tensor.flatten', 'keras.layers.Flatten', 'tfjs.layers.flatten'],
};
