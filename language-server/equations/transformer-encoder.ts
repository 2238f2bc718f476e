import type { Equation } from './equation';

export const equation: Equation = {
  id: 'transformer-encoder',
  title: 'Transformer encoder layer',
  tex: String.raw`\begin{aligned}
u &= \operatorname{LayerNorm}\bigl(x + \operatorname{MultiHead}(x, x, x)\bigr) \\
y &= \operatorname{LayerNorm}\bigl(u + W_2 \max(0,\, W_1 u + b_1) + b_2\bigr)
\end{aligned}`,
  plain: 'u = LayerNorm(x + MultiHead(x, x, x))\ny = LayerNorm(u + W₂ max(0, W₁ u + b₁) + b₂)',
  symbols: [
    { symbol: 'x, y', meaning: 'sequence before and after', shape: '(T, N, E), or (N, T, E) with batch_first=True' },
    { symbol: 'W₁', meaning: 'first feed-forward weight, learnt', shape: '(F, E)' },
    { symbol: 'W₂', meaning: 'second feed-forward weight, learnt', shape: '(E, F)' },
    { symbol: 'F', meaning: 'dim_feedforward, 2048 unless given; usually 4·E' },
  ],
  use: 'A stack of these is BERT; with a causal mask it is GPT.',
  pitfalls: [
    'The default is post-norm: deep stacks then need a learning-rate warm-up; `norm_first=True` does not.',
    '`batch_first` is False unless given.',
    'A generator needs a causal mask, else it reads its own answer.',
  ],
  source: { title: 'Vaswani et al.: Attention is all you need, 2017', url: 'https://arxiv.org/abs/1706.03762' },
  names: ['torch.nn.TransformerEncoderLayer', 'torch.nn.TransformerEncoder'],
};
