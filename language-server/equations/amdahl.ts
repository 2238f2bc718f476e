import type { Equation } from './equation';

export const equation: Equation = {
  id: 'amdahl',
  title: "Amdahl's law",
  tex: String.raw`S = \frac{1}{(1 - p) + \dfrac{p}{s}} \;\le\; \frac{1}{1 - p}`,
  plain: 'S = 1 / ((1 − p) + p / s) ≤ 1 / (1 − p)',
  symbols: [
    { symbol: 'S', meaning: 'how many times faster the whole becomes' },
    { symbol: 'p', meaning: 'share of the time that is made faster: the computation of a step' },
    { symbol: 's', meaning: 'how many times faster that part becomes' },
  ],
  use: 'Before buying a faster device: a step that waits half of its time for data becomes at most twice as fast.',
  pitfalls: [
    'Measure the share while training: a loader that keeps up with a slow model holds a fast one up.',
    'Reading, decoding and augmenting beside the step hide in its time, until they take longer than it.',
  ],
  source: {
    title: 'Amdahl: Validity of the single processor approach to achieving large scale computing capabilities, 1967',
    url: 'https://doi.org/10.1145/1465482.1465560',
  },
  names: [],
};
