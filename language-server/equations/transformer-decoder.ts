import type { Equation } from './equation';

export const equation: Equation = {
  id: 'transformer-decoder',
  title: 'Transformer decoder layer',
  tex: String.raw`\begin{aligned}
u &= \operatorname{LayerNorm}\bigl(x + \operatorname{MultiHead}(x, x, x;\, M)\bigr) \\
v &= \operatorname{LayerNorm}\bigl(u + \operatorname{MultiHead}(u, z, z)\bigr) \\
y &= \operatorname{LayerNorm}\bigl(v + W_2 \max(0,\, W_1 v + b_1) + b_2\bigr)
\end{aligned}`,
  plain:
    'u = LayerNorm(x + MultiHead(x, x, x; M))\nv = LayerNorm(u + MultiHead(u, z, z))\ny = LayerNorm(v + W₂ max(0, W₁ v + b₁) + b₂)',
  symbols: [
    {
      symbol: 'x, y',
      meaning: 'target sequence before and after',
      shape: '(T, N, E), or (N, T, E) with batch_first=True',
    },
    { symbol: 'z', meaning: 'memory: the encoder’s output', shape: '(S, N, E), or (N, S, E) with batch_first=True' },
    { symbol: 'M', meaning: 'causal mask: −∞ above the diagonal', shape: '(T, T)' },
    { symbol: 'W₁, W₂', meaning: 'feed-forward weights, learnt', shape: '(F, E), (E, F)' },
  ],
  use: 'Translation and other sequence-to-sequence work. A pure generator has no memory: an encoder with a causal mask does.',
  pitfalls: [
    'The mask is not made for you: pass `tgt_mask`, else the model reads its own answer while training.',
    'Feed the target shifted by one: position t predicts t + 1.',
    '`batch_first` is False unless given.',
  ],
  source: { title: 'Vaswani et al.: Attention is all you need, 2017', url: 'https://arxiv.org/abs/1706.03762' },
  names: ['torch.nn.TransformerDecoderLayer', 'torch.nn.TransformerDecoder', 'torch.nn.Transformer'],
};
