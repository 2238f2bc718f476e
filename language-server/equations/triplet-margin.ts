import type { Equation } from './equation';

export const equation: Equation = {
  id: 'triplet-margin',
  title: 'Triplet margin loss',
  tex: String.raw`\ell = \max\bigl(0,\; \lVert a - p \rVert_2 - \lVert a - n \rVert_2 + m\bigr)`,
  plain: 'ℓ = max(0, ‖a − p‖ − ‖a − n‖ + m)',
  symbols: [
    { symbol: 'a, p, n', meaning: 'embeddings of an anchor, a like and an unlike sample', shape: '(N, d)' },
    { symbol: 'm', meaning: 'margin, 1 unless given', unit: 'distance' },
  ],
  use: 'Embeddings in which like things lie close: faces, search, one-shot learning.',
  pitfalls: [
    'Most random triplets give 0 and teach nothing: choose hard negatives.',
    'Normalize the embeddings, or the margin is met by making them longer.',
  ],
  source: { title: 'Schroff, Kalenichenko, Philbin: FaceNet, 2015', url: 'https://arxiv.org/abs/1503.03832' },
  names: ['torch.nn.TripletMarginLoss', 'torch.nn.functional.triplet_margin_loss'],
};
