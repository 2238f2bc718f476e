import type { Equation } from './equation';

export const equation: Equation = {
  id: 'relu',
  title: 'ReLU (rectified linear unit)',
  tex: String.raw`\operatorname{ReLU}(x) = \max(0, x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}`,
  plain: 'ReLU(x) = max(0, x)',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'ReLU(x)', meaning: 'output', shape: '(*)' },
  ],
  use: 'The first choice between hidden layers: cheap, and its gradient does not shrink for x > 0.',
  pitfalls: [
    'A unit whose input is negative for every sample has no gradient and stays dead: lower the learning rate, He initialization, or a leaky ReLU.',
    'Not on the last layer of a classifier: it cuts off the negative logits.',
    'Outputs are never negative: the next layer sees a mean above 0, which batch norm corrects.',
  ],
  notes: {
    torch: ['`inplace=True` overwrites the input: an error where another branch needs it for its gradient.'],
  },
  source: {
    title: 'Nair, Hinton: Rectified linear units improve restricted Boltzmann machines, 2010',
    url: 'https://www.cs.toronto.edu/~hinton/absps/reluICML.pdf',
  },
  names: [
    'torch.nn.ReLU',
    'torch.nn.functional.relu',
    'torch.relu',
    'torch.Tensor.relu',
    'keras.layers.ReLU',
    'keras.activations.relu',
    'keras.ops.relu',
    'tensorflow.nn.relu',
    'tfjs.layers.reLU',
    'tfjs.relu',
  ],
};
