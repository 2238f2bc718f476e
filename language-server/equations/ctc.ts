import type { Equation } from './equation';

export const equation: Equation = {
  id: 'ctc',
  title: 'Connectionist temporal classification',
  tex: String.raw`L = -\log \sum_{\pi \in \mathcal{B}^{-1}(y)} \;\prod_{t=1}^{T} p_t(\pi_t)`,
  plain: 'L = −log Σ_π Π_t p_t(π_t), over all alignments π that read y once repeats and blanks are dropped',
  symbols: [
    { symbol: 'p', meaning: 'probabilities of the K symbols and the blank at each time', shape: '(T, N, K)' },
    { symbol: 'y', meaning: 'target sequence, no blanks in it', shape: '(N, S)' },
    { symbol: 'π', meaning: 'an alignment: one symbol or blank at each time' },
  ],
  use: 'Speech and handwriting, where nobody knows which frame belongs to which letter.',
  pitfalls: [
    'T must be at least S plus the number of repeated neighbours, else the loss is infinite: `zero_infinity=True`.',
    'The input is log-probabilities with time first, and the blank is class 0 unless given.',
  ],
  source: {
    title: 'Graves et al.: Connectionist temporal classification, 2006',
    url: 'https://doi.org/10.1145/1143844.1143891',
  },
  names: ['torch.nn.CTCLoss', 'torch.nn.functional.ctc_loss', 'keras.losses.CTC'],
};
