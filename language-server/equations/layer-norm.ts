import type { Equation } from './equation';

export const equation: Equation = {
  id: 'layer-norm',
  title: 'Layer normalization',
  tex: String.raw`\begin{gathered}
y = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta \\
\mu = \frac{1}{d}\sum_{i=1}^{d} x_i \qquad \sigma^2 = \frac{1}{d}\sum_{i=1}^{d} (x_i - \mu)^2
\end{gathered}`,
  plain: 'y = γ ⊙ (x − μ) / √(σ² + ε) + β\nμ, σ²: mean and variance of one sample’s (or position’s) d features',
  symbols: [
    { symbol: 'x, y', meaning: 'input and output', shape: '(*, d)' },
    { symbol: 'μ, σ²', meaning: 'statistics over the last axes, for each position by itself', shape: '(*, 1)' },
    { symbol: 'γ, β', meaning: 'scale and shift, learnt', shape: '(d)' },
  ],
  use: 'Transformers and recurrent networks: the same in training and inference, at any batch size.',
  pitfalls: [
    'It normalizes features, not channels: for (N, C, H, W) use group norm with one group, or permute.',
    'In a residual block put it before the sublayer (pre-norm): deep stacks then train without warm-up tricks.',
  ],
  notes: {
    torch: ['`normalized_shape` must equal the last axes of the input; ε 10⁻⁵.'],
    keras: ['`axis=-1`, ε 10⁻³.'],
    tfjs: ['`axis: -1`, ε 10⁻³.'],
  },
  source: { title: 'Ba, Kiros, Hinton: Layer normalization, 2016', url: 'https://arxiv.org/abs/1607.06450' },
  names: [
    'torch.nn.LayerNorm',
    'torch.nn.functional.layer_norm',
    'keras.layers.LayerNormalization',
    'tfjs.layers.layerNormalization',
  ],
};
