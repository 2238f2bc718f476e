import type { Equation } from './equation';

export const equation: Equation = {
  id: 'embedding',
  title: 'Embedding',
  tex: String.raw`y_t = E_{i_t} = \operatorname{onehot}(i_t)\, E`,
  plain: 'y_t = E[i_t] = onehot(i_t) · E',
  symbols: [
    { symbol: 'i', meaning: 'indices, whole numbers from 0 to V − 1', shape: '(*)' },
    { symbol: 'E', meaning: 'table of vectors, learnt', shape: '(V, d)' },
    { symbol: 'y', meaning: 'the chosen rows', shape: '(*, d)' },
    { symbol: 'V, d', meaning: 'size of the vocabulary, length of a vector: V·d parameters' },
  ],
  use: 'Words, tokens, categories, users: turns a number that is only a name into a vector that can be learnt.',
  pitfalls: [
    'An index of V or more fails (on a GPU with an unreadable assertion): count the padding and unknown tokens in V.',
    'Indices must be integers: floats are refused.',
  ],
  notes: {
    torch: ['`padding_idx` keeps that row at zero with no gradient. Rows start from N(0, 1).'],
    keras: ['`mask_zero=True` makes 0 the padding and tells later layers; V must then count it.'],
    tfjs: ['`inputDim` is V, `outputDim` is d; `maskZero: true` makes 0 the padding.'],
  },
  source: {
    title: 'Bengio et al.: A neural probabilistic language model, 2003',
    url: 'https://www.jmlr.org/papers/v3/bengio03a.html',
  },
  names: [
    'torch.nn.Embedding',
    'torch.nn.EmbeddingBag',
    'torch.nn.functional.embedding',
    'keras.layers.Embedding',
    'tfjs.layers.embedding',
  ],
};
