import type { Equation } from './equation';

export const equation: Equation = {
  id: 'conv2d',
  title: 'Convolution over an image (2D)',
  tex: String.raw`\begin{aligned}
y_{n,o,i,j} &= b_o + \sum_{c}\sum_{u,v=0}^{k-1} W_{o,c,u,v}\; x_{n,c,\;s i + d u - p,\;s j + d v - p} \\
H' &= \left\lfloor \frac{H + 2p - d(k-1) - 1}{s} \right\rfloor + 1
\end{aligned}`,
  plain:
    'y[n,o,i,j] = b[o] + Σ_c Σ_u Σ_v W[o,c,u,v] · x[n,c, s·i + d·u − p, s·j + d·v − p]\nH′ = ⌊(H + 2p − d(k−1) − 1)/s⌋ + 1, the same for W′',
  symbols: [
    { symbol: 'x', meaning: 'batch of images', shape: { torch: '(N, C_in, H, W)', keras: '(N, H, W, C_in)' } },
    {
      symbol: 'W',
      meaning: 'filters, learnt',
      shape: { torch: '(C_out, C_in/groups, k, k)', keras: '(k, k, C_in/groups, C_out)' },
    },
    { symbol: 'b', meaning: 'bias, learnt', shape: '(C_out)' },
    { symbol: 'y', meaning: 'feature maps', shape: { torch: '(N, C_out, H′, W′)', keras: '(N, H′, W′, C_out)' } },
    { symbol: 'k, s, p, d', meaning: 'kernel size, stride, padding, dilation', unit: 'pixels' },
  ],
  use: 'The basic layer for images: few weights, C_out·C_in·k² + C_out, used at every place alike.',
  pitfalls: [
    'The first size is channels in, not the image’s size.',
    'Without padding each layer takes d(k−1) pixels off; the Linear behind it must know the remaining H′·W′.',
    'A bias is wasted right before batch norm, which subtracts it.',
  ],
  notes: {
    torch: ['`padding` is 0 unless given; `padding="same"` works with stride 1 only.'],
    keras: [
      '`padding="same"` gives H′ = ⌈H/s⌉; the default "valid" pads nothing. Channels are last unless `data_format` says otherwise.',
    ],
    tfjs: ['`padding: "same"` gives H′ = ⌈H/s⌉; the default "valid" pads nothing. `inputShape` is [H, W, C].'],
  },
  source: {
    title: 'LeCun et al.: Gradient-based learning applied to document recognition, 1998',
    url: 'https://doi.org/10.1109/5.726791',
  },
  names: [
    'torch.nn.Conv2d',
    'torch.nn.LazyConv2d',
    'torch.nn.functional.conv2d',
    'keras.layers.Conv2D',
    'tensorflow.nn.conv2d',
    'tfjs.layers.conv2d',
    'tfjs.conv2d',
  ],
};
