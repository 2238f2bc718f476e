import type { Equation } from './equation';

export const equation: Equation = {
  id: 'dropout',
  title: 'Dropout',
  tex: String.raw`y = \frac{m \odot x}{1 - p}, \qquad m_i \sim \operatorname{Bernoulli}(1 - p) \qquad \text{(training only)}`,
  plain: 'y = m ⊙ x / (1 − p),  m_i ~ Bernoulli(1 − p)   (while training; y = x otherwise)',
  symbols: [
    { symbol: 'x, y', meaning: 'input and output', shape: '(*)' },
    { symbol: 'p', meaning: 'probability that a value is set to 0' },
    { symbol: 'm', meaning: 'mask, drawn anew at each call', shape: '(*); one value a channel in the spatial forms' },
  ],
  use: 'Against overfitting, before the large linear layers: p about 0.5 there, 0.1–0.3 elsewhere.',
  pitfalls: [
    'It must be off at evaluation: `model.eval()` in PyTorch, training=False in Keras and TensorFlow.js.',
    'Between a convolution and batch norm it shifts the variance that batch norm has learnt: put it behind.',
    'Training loss above validation loss is normal with dropout.',
  ],
  notes: {
    torch: ['`F.dropout(x)` is on unless `training=self.training` is passed.'],
    keras: ['`rate` is p, the part dropped.'],
    tfjs: ['`rate` is p, the part dropped. `tf.dropout` is always on.'],
  },
  source: { title: 'Srivastava et al.: Dropout, 2014', url: 'https://jmlr.org/papers/v15/srivastava14a.html' },
  names: [
    'torch.nn.Dropout',
    'torch.nn.Dropout1d',
    'torch.nn.Dropout2d',
    'torch.nn.Dropout3d',
    'torch.nn.functional.dropout',
    'torch.nn.functional.dropout1d',
    'torch.nn.functional.dropout2d',
    'torch.nn.functional.dropout3d',
    'keras.layers.Dropout',
    'keras.layers.SpatialDropout1D',
    'keras.layers.SpatialDropout2D',
    'keras.layers.SpatialDropout3D',
    'tensorflow.nn.dropout',
    'tfjs.layers.dropout',
    'tfjs.layers.spatialDropout1d',
    'tfjs.dropout',
  ],
};
