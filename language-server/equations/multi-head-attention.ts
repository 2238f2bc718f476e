import type { Equation } from './equation';

export const equation: Equation = {
  id: 'multi-head-attention',
  title: 'Multi-head attention',
  tex: String.raw`\begin{aligned}
\operatorname{MultiHead}(Q, K, V) &= [\,\text{head}_1; \ldots; \text{head}_h\,]\, W^O \\
\text{head}_i &= \operatorname{softmax}\!\left(\frac{Q W_i^Q (K W_i^K)^{\top}}{\sqrt{d_h}} + M\right) V W_i^V
\end{aligned}`,
  plain: 'MultiHead(Q, K, V) = [head_1; …; head_h] W^O\nhead_i = softmax(Q W_i^Q (K W_i^K)ᵀ / √d_h + M) V W_i^V',
  symbols: [
    {
      symbol: 'Q',
      meaning: 'queries',
      shape: { torch: '(T, N, E), or (N, T, E) with batch_first=True', keras: '(N, T, E)' },
    },
    {
      symbol: 'K, V',
      meaning: 'keys and values',
      shape: { torch: '(S, N, E), or (N, S, E) with batch_first=True', keras: '(N, S, E)' },
    },
    {
      symbol: 'h, d_h',
      meaning: 'heads, and the size of each',
      shape: { torch: 'd_h = E / h', keras: 'd_h = key_dim' },
    },
    { symbol: 'W^Q, W^K, W^V', meaning: 'projections of each head, learnt', shape: '(E, d_h)' },
    { symbol: 'W^O', meaning: 'output projection, learnt', shape: '(h·d_h, E)' },
    { symbol: 'M', meaning: 'mask: 0, or −∞ where a query must not look', shape: '(T, S)' },
  ],
  use: 'The core of transformers: each head can attend to something else. 4·E² weights when h·d_h = E.',
  pitfalls: [
    'PyTorch takes time first unless `batch_first=True`: the wrong layout attends across the batch and runs all the same.',
    'Attention has no order: add positional encodings.',
  ],
  notes: {
    torch: [
      '`embed_dim` must be divisible by `num_heads`. Returns (output, weights). In masks True means: do not look.',
    ],
    keras: ['Called as (query, value, key). `key_dim` is the size of one head, not of all. In masks True means: look.'],
  },
  source: { title: 'Vaswani et al.: Attention is all you need, 2017', url: 'https://arxiv.org/abs/1706.03762' },
  names: [
    'torch.nn.MultiheadAttention',
    'torch.nn.functional.multi_head_attention_forward',
    'keras.layers.MultiHeadAttention',
  ],
};
