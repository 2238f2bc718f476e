import type { Equation } from './equation';

export const equation: Equation = {
  id: 'log-softmax',
  title: 'Log-softmax',
  tex: String.raw`\log\operatorname{softmax}(z)_i = z_i - \log \sum_{j=1}^{K} e^{z_j}`,
  plain: 'log softmax(z)_i = z_i − log Σ_j exp(z_j)',
  symbols: [
    { symbol: 'z', meaning: 'logits', shape: '(*, K)' },
    { symbol: 'log softmax(z)', meaning: 'log-probabilities, none above 0', shape: '(*, K)', unit: 'nats' },
  ],
  use: 'With the negative log-likelihood loss, and wherever a logarithm of softmax is needed: exact where softmax itself rounds to 0.',
  pitfalls: [
    'Followed by cross-entropy it is applied twice: harmless to the value, but wasted; with NLLLoss it is needed.',
  ],
  source: {
    title: 'Goodfellow, Bengio, Courville: Deep Learning, chapter 6',
    url: 'https://www.deeplearningbook.org/',
  },
  names: [
    'torch.nn.LogSoftmax',
    'torch.log_softmax',
    'torch.Tensor.log_softmax',
    'torch.nn.functional.log_softmax',
    'keras.activations.log_softmax',
    'tensorflow.nn.log_softmax',
    'tfjs.logSoftmax',
  ],
};
