import type { Equation } from './equation';

export const equation: Equation = {
  id: 'batch-norm',
  title: 'Batch normalization',
  tex: String.raw`\begin{gathered}
y = \gamma\, \frac{x - \mu_B}{\sqrt{\sigma_B^2 + \varepsilon}} + \beta \\
\mu_B = \frac{1}{m}\sum_{i=1}^{m} x_i \qquad \sigma_B^2 = \frac{1}{m}\sum_{i=1}^{m} (x_i - \mu_B)^2
\end{gathered}`,
  plain:
    'y = γ · (x − μ_B) / √(σ_B² + ε) + β\nμ_B, σ_B²: mean and variance of a channel over the batch and its positions',
  symbols: [
    { symbol: 'x, y', meaning: 'input and output', shape: { torch: '(N, C, …)', keras: '(N, …, C)' } },
    {
      symbol: 'μ_B, σ_B²',
      meaning: 'statistics over all axes but C; at inference their running averages',
      shape: '(C)',
    },
    { symbol: 'γ, β', meaning: 'scale and shift, learnt', shape: '(C)' },
    { symbol: 'm', meaning: 'values a channel: N·H·W', unit: 'samples' },
  ],
  use: 'Between a convolution and its activation: allows larger learning rates and forgives poor initial weights.',
  pitfalls: [
    'Training and inference compute different things: `model.eval()` (PyTorch) or training=False, else single predictions depend on their batch.',
    'Small batches (below about 8) give noisy statistics: group or layer norm instead.',
    'One value a channel cannot be normalized: a batch of 1 with no positions fails while training.',
  ],
  notes: {
    torch: [
      'running ← (1 − momentum)·running + momentum·batch, momentum 0.1, ε 10⁻⁵; the running variance is the unbiased one.',
    ],
    keras: [
      'moving ← momentum·moving + (1 − momentum)·batch, momentum 0.99 (the opposite convention to PyTorch’s), ε 10⁻³.',
    ],
    tfjs: [
      'moving ← momentum·moving + (1 − momentum)·batch, momentum 0.99 (the opposite convention to PyTorch’s), ε 10⁻³.',
    ],
  },
  source: { title: 'Ioffe, Szegedy: Batch normalization, 2015', url: 'https://arxiv.org/abs/1502.03167' },
  names: [
    'torch.nn.BatchNorm1d',
    'torch.nn.BatchNorm2d',
    'torch.nn.BatchNorm3d',
    'torch.nn.SyncBatchNorm',
    'torch.nn.functional.batch_norm',
    'keras.layers.BatchNormalization',
    'tfjs.layers.batchNormalization',
    'tfjs.batchNorm',
  ],
};
