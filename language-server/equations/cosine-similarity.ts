import type { Equation } from './equation';

export const equation: Equation = {
  id: 'cosine-similarity',
  title: 'Cosine similarity',
  tex: String.raw`\cos(a, b) = \frac{a \cdot b}{\max\bigl(\lVert a \rVert\,\lVert b \rVert,\, \varepsilon\bigr)}`,
  plain: 'cos(a, b) = (a · b) / max(‖a‖ ‖b‖, ε)',
  symbols: [
    { symbol: 'a, b', meaning: 'vectors along one axis', shape: '(*, d)' },
    { symbol: 'cos(a, b)', meaning: 'between −1 and 1', shape: '(*)' },
  ],
  use: 'Compares embeddings by direction, whatever their length.',
  pitfalls: ['As a loss the libraries differ in sign: check whether smaller is better.'],
  notes: {
    torch: ['`dim=1` unless given, not the last axis.'],
    keras: ['`keras.losses.CosineSimilarity` is −cos: −1 is the best value.'],
    tfjs: ['`tf.losses.cosineDistance` is 1 − a·b and expects vectors of length 1.'],
  },
  source: {
    title: 'Manning, Raghavan, Schütze: Introduction to information retrieval, 2008',
    url: 'https://nlp.stanford.edu/IR-book/',
  },
  names: [
    'torch.nn.CosineSimilarity',
    'torch.nn.functional.cosine_similarity',
    'keras.losses.CosineSimilarity',
    'tfjs.losses.cosineDistance',
  ],
};
