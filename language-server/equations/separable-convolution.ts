import type { Equation } from './equation';

export const equation: Equation = {
  id: 'separable-convolution',
  title: 'Depthwise separable convolution',
  tex: String.raw`\begin{aligned}
z_{n,c,i,j} &= \sum_{u,v} D_{c,u,v}\; x_{n,c,\;s i + u,\;s j + v} && \text{(depthwise)} \\
y_{n,o,i,j} &= b_o + \sum_{c} P_{o,c}\; z_{n,c,i,j} && \text{(pointwise)}
\end{aligned}`,
  plain:
    'z[n,c,i,j] = Σ_u Σ_v D[c,u,v] · x[n,c, s·i + u, s·j + v]   (depthwise)\ny[n,o,i,j] = b[o] + Σ_c P[o,c] · z[n,c,i,j]   (pointwise)',
  symbols: [
    { symbol: 'x', meaning: 'batch of images', shape: { torch: '(N, C_in, H, W)', keras: '(N, H, W, C_in)' } },
    {
      symbol: 'D',
      meaning: 'one k×k filter a channel',
      shape: { torch: '(C_in, 1, k, k)', keras: '(k, k, C_in, multiplier)' },
    },
    {
      symbol: 'P',
      meaning: '1×1 filters that mix the channels',
      shape: { torch: '(C_out, C_in, 1, 1)', keras: '(1, 1, C_in·multiplier, C_out)' },
    },
    { symbol: 'y', meaning: 'feature maps', shape: { torch: '(N, C_out, H′, W′)', keras: '(N, H′, W′, C_out)' } },
  ],
  use: 'Small and mobile networks: C_in·k² + C_in·C_out weights instead of C_in·C_out·k², about k² times fewer.',
  pitfalls: [
    'The depthwise part alone never mixes channels.',
    'Fewer multiplications are not always less time: on a GPU the layer is bound by memory.',
  ],
  source: {
    title: 'Chollet: Xception: deep learning with depthwise separable convolutions, 2017',
    url: 'https://arxiv.org/abs/1610.02357',
  },
  names: [
    'keras.layers.SeparableConv1D',
    'keras.layers.SeparableConv2D',
    'keras.layers.DepthwiseConv1D',
    'keras.layers.DepthwiseConv2D',
    'tfjs.layers.separableConv2d',
    'tfjs.layers.depthwiseConv2d',
    'tfjs.separableConv2d',
    'tfjs.depthwiseConv2d',
  ],
};
