/** Digits 0–9, 28 × 28: drawn on the spot from the seed, or MNIST's own files where a path says so. */
import { drawDigits } from '../digits';
import { source as idx } from './idx';
import type { Source } from './source';

export const source: Source = {
  id: 'digits',
  title: 'Digits, drawn from a seed (or IDX files, with data.path)',
  async load(settings, seed) {
    if (settings.path !== null) return idx.load(settings, seed);
    return {
      samples: drawDigits(settings.samples, seed),
      test: null,
      classes: 10,
      fingerprint: `digits:${settings.samples}:${seed}`,
    };
  },
};
