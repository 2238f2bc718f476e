import type { Equation } from './equation';

export const equation: Equation = {
  id: 'conv3d',
  title: 'Convolution over a volume or a video (3D)',
  tex: String.raw`\begin{aligned}
y_{n,o,\mathbf{q}} &= b_o + \sum_{c}\sum_{\mathbf{u}} W_{o,c,\mathbf{u}}\; x_{n,c,\;s\,\mathbf{q} + d\,\mathbf{u} - p} \\
D' &= \left\lfloor \frac{D + 2p - d(k-1) - 1}{s} \right\rfloor + 1
\end{aligned}`,
  plain:
    'y[n,o,q] = b[o] + Σ_c Σ_u W[o,c,u] · x[n,c, s·q + d·u − p], q and u run over depth, height and width\nD′ = ⌊(D + 2p − d(k−1) − 1)/s⌋ + 1, the same for H′ and W′',
  symbols: [
    { symbol: 'x', meaning: 'volumes or clips', shape: { torch: '(N, C_in, D, H, W)', keras: '(N, D, H, W, C_in)' } },
    {
      symbol: 'W',
      meaning: 'filters, learnt',
      shape: { torch: '(C_out, C_in, k, k, k)', keras: '(k, k, k, C_in, C_out)' },
    },
    { symbol: 'b', meaning: 'bias, learnt', shape: '(C_out)' },
    { symbol: 'y', meaning: 'output', shape: { torch: '(N, C_out, D′, H′, W′)', keras: '(N, D′, H′, W′, C_out)' } },
  ],
  use: 'Medical volumes and short video clips, where neighbours in depth or time matter.',
  pitfalls: [
    'k³ weights and products for each pair of channels: memory runs out long before accuracy does. Try 2D + 1D first.',
  ],
  source: {
    title: 'Tran et al.: Learning spatiotemporal features with 3D convolutional networks, 2015',
    url: 'https://arxiv.org/abs/1412.0767',
  },
  names: [
    'torch.nn.Conv3d',
    'torch.nn.LazyConv3d',
    'torch.nn.functional.conv3d',
    'keras.layers.Conv3D',
    'tfjs.layers.conv3d',
    'tfjs.conv3d',
  ],
};
