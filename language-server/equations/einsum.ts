import type { Equation } from './equation';

export const equation: Equation = {
  id: 'einsum',
  title: 'Einstein summation',
  tex: String.raw`\text{"bik,bkj->bij"}:\quad C_{bij} = \sum_{k} A_{bik}\, B_{bkj}`,
  plain: '"bik,bkj->bij":  C[b,i,j] = Σ_k A[b,i,k] · B[b,k,j]',
  symbols: [
    { symbol: 'letters', meaning: 'one an axis; the same letter means the same size' },
    { symbol: 'k', meaning: 'a letter missing on the right is summed over' },
    { symbol: 'A, B', meaning: 'operands', shape: '(b, i, k), (b, k, j)' },
    { symbol: 'C', meaning: 'result, axes in the order written', shape: '(b, i, j)' },
  ],
  use: 'Products with many axes (attention, tensor contractions), written as they stand on paper.',
  pitfalls: [
    'A letter that occurs once on the left only is summed: easy to miss.',
    'With three or more operands the order of the products decides the cost.',
  ],
  source: {
    title: 'Einstein: The foundation of the general theory of relativity, 1916',
    url: 'https://doi.org/10.1002/andp.19163540702',
  },
  names: ['torch.einsum', 'keras.ops.einsum', 'keras.layers.EinsumDense', 'tensorflow.einsum', 'tfjs.einsum'],
};
