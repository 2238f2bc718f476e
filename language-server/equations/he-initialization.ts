import type { Equation } from './equation';

export const equation: Equation = {
  id: 'he-initialization',
  title: 'He (Kaiming) initialization',
  tex: String.raw`\begin{gathered}
W \sim \mathcal{N}\!\left(0,\, \frac{g^2}{n}\right) \qquad \text{or} \qquad W \sim \mathcal{U}(-a, a), \quad a = g\sqrt{\frac{3}{n}} \\
g = \sqrt 2 \text{ for ReLU}
\end{gathered}`,
  plain: 'W ~ N(0, g²/n),  or W ~ U(−a, a), a = g √(3/n),  g = √2 for ReLU',
  symbols: [
    { symbol: 'n', meaning: 'fan in: inputs of a unit (times the kernel’s area)' },
    { symbol: 'g', meaning: 'gain of the activation behind the layer' },
  ],
  use: 'Layers before ReLU and its relatives: signals keep their variance through depth.',
  pitfalls: ['The last layer before softmax has no ReLU behind it: its logits start too large.'],
  notes: {
    torch: [
      '`nn.Linear` and `nn.Conv2d` start with kaiming_uniform_(a=√5), which is U(−1/√n, 1/√n): smaller than He’s.',
    ],
  },
  source: { title: 'He et al.: Delving deep into rectifiers, 2015', url: 'https://arxiv.org/abs/1502.01852' },
  names: [
    'torch.nn.init.kaiming_uniform_',
    'torch.nn.init.kaiming_normal_',
    'keras.initializers.HeUniform',
    'keras.initializers.HeNormal',
    'tfjs.initializers.heUniform',
    'tfjs.initializers.heNormal',
  ],
};
