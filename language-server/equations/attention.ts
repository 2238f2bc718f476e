import type { Equation } from './equation';

export const equation: Equation = {
  id: 'attention',
  title: 'Scaled dot-product attention',
  tex: String.raw`\operatorname{Attention}(Q, K, V) = \operatorname{softmax}\!\left(\frac{Q K^{\top}}{\sqrt{d}} + M\right) V`,
  plain: 'Attention(Q, K, V) = softmax(Q Kᵀ / √d + M) V',
  symbols: [
    { symbol: 'Q', meaning: 'queries', shape: '(*, T, d)' },
    { symbol: 'K', meaning: 'keys', shape: '(*, S, d)' },
    { symbol: 'V', meaning: 'values', shape: '(*, S, d_v)' },
    { symbol: 'M', meaning: 'mask added to the scores: 0, or −∞ where a query must not look', shape: '(T, S)' },
    { symbol: 'result', meaning: 'a mean of the values for each query', shape: '(*, T, d_v)' },
  ],
  use: 'Lets every position look at every other. Causal mask for generation, padding mask for batches of unequal length.',
  pitfalls: [
    'Without √d the scores grow with d and softmax saturates.',
    'A row that is masked throughout gives NaN.',
    'T·S scores: memory grows with the square of the length unless a fused kernel is used.',
  ],
  notes: {
    torch: [
      'In `scaled_dot_product_attention` a boolean mask is True where a position takes part; in `nn.MultiheadAttention` it is the opposite.',
    ],
    keras: [
      '`keras.layers.Attention` does not divide by √d (`use_scale=True` learns a factor) and takes [query, value, key].',
    ],
  },
  source: { title: 'Vaswani et al.: Attention is all you need, 2017', url: 'https://arxiv.org/abs/1706.03762' },
  names: [
    'torch.nn.functional.scaled_dot_product_attention',
    'keras.layers.Attention',
    'keras.ops.dot_product_attention',
  ],
};
