import type { Equation } from './equation';

export const equation: Equation = {
  id: 'tanh',
  title: 'Hyperbolic tangent',
  tex: String.raw`\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}} = 2\,\sigma(2x) - 1, \qquad \tanh'(x) = 1 - \tanh^2(x)`,
  plain: 'tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)) = 2 σ(2x) − 1,  tanh′(x) = 1 − tanh²(x)',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'tanh(x)', meaning: 'output between −1 and 1, centred at 0', shape: '(*)' },
  ],
  use: 'States of recurrent cells, outputs that are bounded on both sides (generators, actions).',
  pitfalls: ['Saturates beyond |x| ≈ 3: scale the inputs and use Glorot initialization.'],
  source: { title: 'LeCun et al.: Efficient backprop, 1998', url: 'https://doi.org/10.1007/978-3-642-35289-8_3' },
  names: [
    'torch.nn.Tanh',
    'torch.tanh',
    'torch.Tensor.tanh',
    'torch.nn.functional.tanh',
    'keras.activations.tanh',
    'keras.ops.tanh',
    'tensorflow.tanh',
    'tensorflow.nn.tanh',
    'tfjs.tanh',
  ],
};
