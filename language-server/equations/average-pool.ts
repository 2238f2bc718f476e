import type { Equation } from './equation';

export const equation: Equation = {
  id: 'average-pool',
  title: 'Average pooling',
  tex: String.raw`\begin{aligned}
y_{n,c,i,j} &= \frac{1}{k^2} \sum_{u,v=0}^{k-1} x_{n,c,\;s i + u - p,\;s j + v - p} \\
H' &= \left\lfloor \frac{H + 2p - k}{s} \right\rfloor + 1
\end{aligned}`,
  plain: 'y[n,c,i,j] = (1/k²) Σ_u Σ_v x[n,c, s·i + u − p, s·j + v − p]\nH′ = ⌊(H + 2p − k)/s⌋ + 1',
  symbols: [
    { symbol: 'x', meaning: 'feature maps', shape: { torch: '(N, C, H, W)', keras: '(N, H, W, C)' } },
    {
      symbol: 'y',
      meaning: 'smaller maps, the same channels',
      shape: { torch: '(N, C, H′, W′)', keras: '(N, H′, W′, C)' },
    },
    { symbol: 'k, s, p', meaning: 'window, stride, padding', unit: 'pixels' },
  ],
  use: 'A smooth way to make maps smaller. No parameters; every value of the window gets a gradient.',
  pitfalls: ['It blurs: where the presence of a feature counts, not its mean, take max pooling.'],
  notes: {
    torch: [
      'Padding counts as zeros in the mean unless `count_include_pad=False`; the stride is the kernel size unless given.',
    ],
    keras: ['Padding is left out of the mean; strides equal `pool_size` unless given.'],
    tfjs: ['Padding is left out of the mean; strides equal `poolSize` unless given.'],
  },
  source: {
    title: 'LeCun et al.: Gradient-based learning applied to document recognition, 1998',
    url: 'https://doi.org/10.1109/5.726791',
  },
  names: [
    'torch.nn.AvgPool1d',
    'torch.nn.AvgPool2d',
    'torch.nn.AvgPool3d',
    'torch.nn.functional.avg_pool1d',
    'torch.nn.functional.avg_pool2d',
    'torch.nn.functional.avg_pool3d',
    'keras.layers.AveragePooling1D',
    'keras.layers.AveragePooling2D',
    'keras.layers.AveragePooling3D',
    'tfjs.layers.averagePooling1d',
    'tfjs.layers.averagePooling2d',
    'tfjs.layers.averagePooling3d',
    'tfjs.avgPool',
  ],
};
