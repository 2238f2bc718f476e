import type { Equation } from './equation';

export const equation: Equation = {
  id: 'group-norm',
  title: 'Group and instance normalization',
  tex: String.raw`y = \gamma_c\, \frac{x - \mu_{n,g}}{\sqrt{\sigma_{n,g}^2 + \varepsilon}} + \beta_c, \qquad g = \left\lfloor \frac{c\,G}{C} \right\rfloor`,
  plain: 'y = γ_c · (x − μ_ng) / √(σ_ng² + ε) + β_c,  g = ⌊c·G/C⌋',
  symbols: [
    { symbol: 'x, y', meaning: 'input and output', shape: { torch: '(N, C, …)', keras: '(N, …, C)' } },
    { symbol: 'G', meaning: 'groups of channels; 1 is a layer norm over C, H, W, and C is instance norm' },
    { symbol: 'μ, σ²', meaning: 'statistics of one sample’s group, over its channels and positions', shape: '(N, G)' },
    { symbol: 'γ, β', meaning: 'scale and shift, learnt', shape: '(C)' },
  ],
  use: 'Images in small batches (detection, segmentation, diffusion): it does not look at the other samples. Instance norm: style transfer.',
  pitfalls: ['G must divide C.', 'Instance norm on 1×1 maps gives zeros: there is one value to normalize.'],
  notes: { torch: ['InstanceNorm has no γ and β unless `affine=True`.'], keras: ['`groups=32` unless given; ε 10⁻³.'] },
  source: { title: 'Wu, He: Group normalization, 2018', url: 'https://arxiv.org/abs/1803.08494' },
  names: [
    'torch.nn.GroupNorm',
    'torch.nn.InstanceNorm1d',
    'torch.nn.InstanceNorm2d',
    'torch.nn.InstanceNorm3d',
    'torch.nn.functional.group_norm',
    'torch.nn.functional.instance_norm',
    'keras.layers.GroupNormalization',
  ],
};
