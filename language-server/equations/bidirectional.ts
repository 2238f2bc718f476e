import type { Equation } from './equation';

export const equation: Equation = {
  id: 'bidirectional',
  title: 'Bidirectional recurrence',
  tex: String.raw`y_t = \bigl[\,\overrightarrow{h}_t\,;\,\overleftarrow{h}_t\,\bigr], \qquad \overrightarrow{h}_t = f(x_t, \overrightarrow{h}_{t-1}), \quad \overleftarrow{h}_t = g(x_t, \overleftarrow{h}_{t+1})`,
  plain: 'y_t = [forward h_t; backward h_t],  forward h_t = f(x_t, h_{t−1}), backward h_t = g(x_t, h_{t+1})',
  symbols: [
    { symbol: 'x', meaning: 'sequence', shape: '(N, T, n)' },
    { symbol: 'y', meaning: 'both states, joined', shape: '(N, T, 2H), or (N, 2H) for the last' },
    { symbol: 'f, g', meaning: 'two recurrent layers with weights of their own' },
  ],
  use: 'Tagging and encoding, where the whole sequence is known.',
  pitfalls: [
    'Not for forecasting or generation: it looks into the future.',
    'The next layer must take 2H features (with the default, joining).',
  ],
  source: {
    title: 'Schuster, Paliwal: Bidirectional recurrent neural networks, 1997',
    url: 'https://doi.org/10.1109/78.650093',
  },
  names: ['keras.layers.Bidirectional', 'tfjs.layers.bidirectional'],
};
