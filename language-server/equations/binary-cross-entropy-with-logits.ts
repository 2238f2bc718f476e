import type { Equation } from './equation';

export const equation: Equation = {
  id: 'binary-cross-entropy-with-logits',
  title: 'Binary cross-entropy on logits',
  tex: String.raw`\begin{aligned}
\ell &= -\bigl[\,w_{+}\, y \log\sigma(z) + (1 - y)\log\bigl(1 - \sigma(z)\bigr)\bigr] \\
&= \max(z, 0) - z y + \log\bigl(1 + e^{-|z|}\bigr) \quad (w_{+} = 1)
\end{aligned}`,
  plain: 'ℓ = −[w₊ y log σ(z) + (1 − y) log(1 − σ(z))] = max(z, 0) − z·y + log(1 + exp(−|z|)) for w₊ = 1',
  symbols: [
    { symbol: 'z', meaning: 'logits: scores before the sigmoid', shape: '(N, …)' },
    { symbol: 'y', meaning: 'target between 0 and 1, floats, the same shape', shape: '(N, …)' },
    { symbol: 'w₊', meaning: 'weight of the positive answers (pos_weight)', shape: '(labels)' },
    { symbol: 'ℓ', meaning: 'loss, averaged over all elements; log 2 = 0.69 for a guess', unit: 'nats' },
  ],
  use: 'Yes/no answers and several labels at once. It does not overflow; the sigmoid is needed only to read the answer.',
  pitfalls: [
    'It has the sigmoid in it: leave it off the model.',
    'For a prediction compare z with 0, not with 0.5.',
    'Shapes must be equal: (N, 1) logits want (N, 1) targets.',
  ],
  notes: {
    tfjs: ['`tf.losses.sigmoidCrossEntropy(labels, logits)`: labels first.'],
    keras: ['In Keras: `BinaryCrossentropy(from_logits=True)`.'],
  },
  source: {
    title: 'PyTorch documentation: torch.nn.BCEWithLogitsLoss',
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html',
  },
  names: [
    'torch.nn.BCEWithLogitsLoss',
    'torch.nn.MultiLabelSoftMarginLoss',
    'torch.nn.functional.binary_cross_entropy_with_logits',
    'tensorflow.nn.sigmoid_cross_entropy_with_logits',
    'tfjs.losses.sigmoidCrossEntropy',
  ],
};
