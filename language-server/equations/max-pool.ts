import type { Equation } from './equation';

export const equation: Equation = {
  id: 'max-pool',
  title: 'Max pooling',
  tex: String.raw`\begin{aligned}
y_{n,c,i,j} &= \max_{0 \le u,v < k}\; x_{n,c,\;s i + d u - p,\;s j + d v - p} \\
H' &= \left\lfloor \frac{H + 2p - d(k-1) - 1}{s} \right\rfloor + 1
\end{aligned}`,
  plain:
    'y[n,c,i,j] = max over 0 ≤ u,v < k of x[n,c, s·i + d·u − p, s·j + d·v − p]\nH′ = ⌊(H + 2p − d(k−1) − 1)/s⌋ + 1',
  symbols: [
    { symbol: 'x', meaning: 'feature maps', shape: { torch: '(N, C, H, W)', keras: '(N, H, W, C)' } },
    {
      symbol: 'y',
      meaning: 'smaller maps, the same channels',
      shape: { torch: '(N, C, H′, W′)', keras: '(N, H′, W′, C)' },
    },
    { symbol: 'k, s, p, d', meaning: 'window, stride, padding, dilation', unit: 'pixels' },
  ],
  use: 'Halves the map and keeps the strongest response, so that the next filters see a wider field. No parameters.',
  pitfalls: [
    'An odd size loses its last row and column: 7 → 3 with window 2.',
    'Five poolings of 2 leave 1 pixel of 32: count them against the image’s size.',
    'Only the largest value of a window gets a gradient.',
  ],
  notes: {
    torch: ['The stride is the kernel size unless given; padding counts as −∞; `ceil_mode=True` rounds up.'],
    keras: ['`pool_size=2` and strides equal to it unless given; `padding="same"` gives ⌈H/s⌉.'],
    tfjs: ['`poolSize` [2, 2] and strides equal to it unless given; `padding: "same"` gives ⌈H/s⌉.'],
  },
  source: {
    title: 'Scherer, Müller, Behnke: Evaluation of pooling operations, 2010',
    url: 'https://doi.org/10.1007/978-3-642-15825-4_10',
  },
  names: [
    'torch.nn.MaxPool1d',
    'torch.nn.MaxPool2d',
    'torch.nn.MaxPool3d',
    'torch.nn.functional.max_pool1d',
    'torch.nn.functional.max_pool2d',
    'torch.nn.functional.max_pool3d',
    'keras.layers.MaxPooling1D',
    'keras.layers.MaxPooling2D',
    'keras.layers.MaxPooling3D',
    'keras.layers.MaxPool1D',
    'keras.layers.MaxPool2D',
    'keras.layers.MaxPool3D',
    'tfjs.layers.maxPooling1d',
    'tfjs.layers.maxPooling2d',
    'tfjs.layers.maxPooling3d',
    'tfjs.maxPool',
  ],
};
