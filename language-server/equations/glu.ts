import type { Equation } from './equation';

export const equation: Equation = {
  id: 'glu',
  title: 'GLU (gated linear unit)',
  tex: String.raw`\operatorname{GLU}(a, b) = a \odot \sigma(b), \qquad x = [\,a;\, b\,]`,
  plain: 'GLU(a, b) = a ⊙ σ(b),  x = [a; b]',
  symbols: [
    { symbol: 'x', meaning: 'input, cut in two halves along one axis', shape: '(*, 2d)' },
    { symbol: 'a, b', meaning: 'values and gate', shape: '(*, d)' },
    { symbol: '⊙', meaning: 'product element by element' },
  ],
  use: 'Gated convolutions and feed-forward blocks: the second half decides what of the first passes.',
  pitfalls: ['The axis is halved: the layer before must give 2d features, an even number.'],
  source: {
    title: 'Dauphin et al.: Language modeling with gated convolutional networks, 2017',
    url: 'https://arxiv.org/abs/1612.08083',
  },
  names: ['torch.nn.GLU', 'torch.nn.functional.glu', 'keras.activations.glu'],
};
