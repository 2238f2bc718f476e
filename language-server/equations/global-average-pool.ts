import type { Equation } from './equation';

export const equation: Equation = {
  id: 'global-average-pool',
  title: 'Global and adaptive average pooling',
  tex: String.raw`\begin{gathered}
y_{n,c} = \frac{1}{H W}\sum_{i=1}^{H}\sum_{j=1}^{W} x_{n,c,i,j} \\
\text{adaptive: row } i \text{ averages rows } \left\lfloor \tfrac{i H}{H'} \right\rfloor \text{ to } \left\lceil \tfrac{(i+1) H}{H'} \right\rceil - 1
\end{gathered}`,
  plain:
    'y[n,c] = (1/(H·W)) Σ_i Σ_j x[n,c,i,j]\nadaptive: output row i averages input rows ⌊i·H/H′⌋ … ⌈(i+1)·H/H′⌉ − 1',
  symbols: [
    { symbol: 'x', meaning: 'feature maps', shape: { torch: '(N, C, H, W)', keras: '(N, H, W, C)' } },
    {
      symbol: 'y',
      meaning: 'one value a channel, or a map of the size asked for',
      shape: { torch: '(N, C, H′, W′)', keras: '(N, C)' },
    },
  ],
  use: 'Between the last convolution and the classifier: the head no longer depends on the image’s size, and has far fewer weights than a flatten.',
  pitfalls: ['Position is lost: for boxes, masks or keypoints keep the map.'],
  notes: {
    torch: ['`AdaptiveAvgPool2d(1)` leaves (N, C, 1, 1): flatten before a Linear.'],
    keras: ['The axes are dropped unless `keepdims=True`.'],
    tfjs: ['The result is (N, C): no flatten needed.'],
  },
  source: { title: 'Lin, Chen, Yan: Network in network, 2014', url: 'https://arxiv.org/abs/1312.4400' },
  names: [
    'torch.nn.AdaptiveAvgPool1d',
    'torch.nn.AdaptiveAvgPool2d',
    'torch.nn.AdaptiveAvgPool3d',
    'torch.nn.functional.adaptive_avg_pool1d',
    'torch.nn.functional.adaptive_avg_pool2d',
    'torch.nn.functional.adaptive_avg_pool3d',
    'keras.layers.GlobalAveragePooling1D',
    'keras.layers.GlobalAveragePooling2D',
    'keras.layers.GlobalAveragePooling3D',
    'tfjs.layers.globalAveragePooling1d',
    'tfjs.layers.globalAveragePooling2d',
  ],
};
