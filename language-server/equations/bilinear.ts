import type { Equation } from './equation';

export const equation: Equation = {
  id: 'bilinear',
  title: 'Bilinear layer',
  tex: String.raw`y_k = x_1^{\top} A_k\, x_2 + b_k`,
  plain: 'y_k = x₁ᵀ A_k x₂ + b_k',
  symbols: [
    { symbol: 'x₁, x₂', meaning: 'two inputs with the same leading axes', shape: '(*, n₁), (*, n₂)' },
    { symbol: 'A', meaning: 'one matrix for each output feature, learnt', shape: '(m, n₁, n₂)' },
    { symbol: 'b', meaning: 'bias, learnt', shape: '(m)' },
    { symbol: 'y', meaning: 'output', shape: '(*, m)' },
  ],
  use: 'Scores pairs: a relation between two embeddings, a question against an answer.',
  pitfalls: ['m·n₁·n₂ parameters: three sizes of 512 are already 134 million. Project to fewer features first.'],
  source: {
    title: 'Tenenbaum, Freeman: Separating style and content with bilinear models, 2000',
    url: 'https://doi.org/10.1162/089976600300015349',
  },
  names: ['torch.nn.Bilinear', 'torch.nn.functional.bilinear'],
};
