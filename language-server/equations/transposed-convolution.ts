import type { Equation } from './equation';

export const equation: Equation = {
  id: 'transposed-convolution',
  title: 'Transposed convolution (upsampling)',
  tex: String.raw`\begin{aligned}
y_{n,o,\;s i + d u - p,\;s j + d v - p} &\mathrel{+}= W_{c,o,u,v}\; x_{n,c,i,j} \\
H' &= (H-1)\,s - 2p + d(k-1) + p_{\text{out}} + 1
\end{aligned}`,
  plain:
    'each x[n,c,i,j] adds W[c,o,u,v] · x[n,c,i,j] to y[n,o, s·i + d·u − p, s·j + d·v − p]; then b[o]\nH′ = (H − 1)·s − 2p + d(k−1) + p_out + 1',
  symbols: [
    { symbol: 'x', meaning: 'feature maps', shape: { torch: '(N, C_in, H, W)', keras: '(N, H, W, C_in)' } },
    {
      symbol: 'W',
      meaning: 'filters, learnt',
      shape: { torch: '(C_in, C_out/groups, k, k)', keras: '(k, k, C_out, C_in)' },
    },
    { symbol: 'y', meaning: 'larger maps', shape: { torch: '(N, C_out, H′, W′)', keras: '(N, H′, W′, C_out)' } },
    { symbol: 'k, s, p, d', meaning: 'kernel size, stride, padding, dilation', unit: 'pixels' },
    { symbol: 'p_out', meaning: 'output_padding: chooses among the sizes that the stride allows', unit: 'pixels' },
  ],
  use: 'Decoders, generators, segmentation: it undoes the size change of a convolution, not its values.',
  pitfalls: [
    'A kernel that the stride does not divide leaves a checkerboard: use k = 2s, or upsample and convolve.',
    'Kernel 2, stride 2, padding 0 doubles the size exactly; kernel 3, stride 2, padding 1 needs output_padding = 1 for that.',
  ],
  notes: {
    keras: ['`padding="same"` gives H′ = H·s.'],
    tfjs: ['`padding: "same"` gives H′ = H·s.'],
  },
  source: {
    title: 'Dumoulin, Visin: A guide to convolution arithmetic for deep learning, 2016',
    url: 'https://arxiv.org/abs/1603.07285',
  },
  names: [
    'torch.nn.ConvTranspose1d',
    'torch.nn.ConvTranspose2d',
    'torch.nn.ConvTranspose3d',
    'torch.nn.functional.conv_transpose1d',
    'torch.nn.functional.conv_transpose2d',
    'torch.nn.functional.conv_transpose3d',
    'keras.layers.Conv1DTranspose',
    'keras.layers.Conv2DTranspose',
    'keras.layers.Conv3DTranspose',
    'tfjs.layers.conv2dTranspose',
    'tfjs.layers.conv3dTranspose',
    'tfjs.conv2dTranspose',
  ],
};
