import type { Equation } from './equation';

export const equation: Equation = {
  id: 'gradient-clipping',
  title: 'Gradient clipping by norm',
  tex: String.raw`g \leftarrow g \cdot \min\!\left(1,\; \frac{c}{\lVert g \rVert}\right), \qquad \lVert g \rVert = \sqrt{\textstyle\sum_i g_i^2} \;\text{ over all parameters}`,
  plain: 'g ← g · min(1, c / ‖g‖),  ‖g‖ = √(Σ_i g_i²) over all parameters',
  symbols: [
    { symbol: 'g', meaning: 'all gradients as one vector' },
    { symbol: 'c', meaning: 'the largest norm allowed, often 1' },
  ],
  use: 'Recurrent networks and transformers: one bad batch can no longer throw the weights away. The direction is kept.',
  pitfalls: [
    'Between `backward()` and `step()`; with mixed precision unscale first.',
    'If it acts at every step, it is the learning rate: watch the norm it returns.',
  ],
  source: {
    title: 'Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, 2013',
    url: 'https://arxiv.org/abs/1211.5063',
  },
  names: ['torch.nn.utils.clip_grad_norm_', 'tensorflow.clip_by_global_norm', 'tensorflow.clip_by_norm'],
};
