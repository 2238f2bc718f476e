import type { Equation } from './equation';

export const equation: Equation = {
  id: 'sigmoid',
  title: 'Sigmoid (logistic function)',
  tex: String.raw`\sigma(x) = \frac{1}{1 + e^{-x}}, \qquad \sigma'(x) = \sigma(x)\,\bigl(1 - \sigma(x)\bigr) \le \tfrac14`,
  plain: 'σ(x) = 1 / (1 + exp(−x)),  σ′(x) = σ(x) · (1 − σ(x)) ≤ 1/4',
  symbols: [
    { symbol: 'x', meaning: 'input (a logit), each element by itself', shape: '(*)' },
    { symbol: 'σ(x)', meaning: 'output between 0 and 1: a probability', shape: '(*)' },
  ],
  use: 'Probability of a yes/no answer, one for each label (multi-label), and gates in recurrent cells.',
  pitfalls: [
    'As a hidden activation it saturates: the gradient shrinks at least four times a layer.',
    'Before a loss that takes logits it is applied twice: drop one of the two.',
    'For one class out of many use softmax.',
  ],
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 3',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.nn.Sigmoid',
    'torch.sigmoid',
    'torch.special.expit',
    'torch.Tensor.sigmoid',
    'torch.nn.functional.sigmoid',
    'keras.activations.sigmoid',
    'keras.ops.sigmoid',
    'tensorflow.sigmoid',
    'tensorflow.nn.sigmoid',
    'tfjs.sigmoid',
  ],
};
