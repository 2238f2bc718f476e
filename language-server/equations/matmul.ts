import type { Equation } from './equation';

export const equation: Equation = {
  id: 'matmul',
  title: 'Matrix product',
  tex: String.raw`C_{ij} = \sum_{k=1}^{n} A_{ik} B_{kj}`,
  plain: 'C[i,j] = Σ_k A[i,k] · B[k,j]',
  symbols: [
    { symbol: 'A', meaning: 'left factor', shape: '(*, m, n)' },
    { symbol: 'B', meaning: 'right factor', shape: '(*, n, p)' },
    { symbol: 'C', meaning: 'product; leading axes broadcast', shape: '(*, m, p)' },
  ],
  use: 'Everything linear: layers, attention scores, changes of basis. m·n·p multiplications and additions.',
  pitfalls: [
    'The inner sizes must agree: the last axis of A with the last but one of B.',
    '`*` is element by element and broadcasts silently; `@` is the matrix product.',
  ],
  notes: {
    torch: ['`torch.mm` takes exactly two axes and `torch.bmm` three; `torch.matmul` (`@`) broadcasts.'],
    tfjs: ['`tf.matMul(a, b, transposeA, transposeB)` transposes without a copy.'],
  },
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 2',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.matmul',
    'torch.mm',
    'torch.bmm',
    'torch.Tensor.matmul',
    'torch.Tensor.mm',
    'torch.Tensor.bmm',
    'keras.ops.matmul',
    'tensorflow.matmul',
    'tensorflow.linalg.matmul',
    'tfjs.matMul',
  ],
};
