/** Digits 0–9, 28 × 28: drawn on the spot from the seed, or MNIST's own files where a path says so. */
import * as v from 'valibot';
import { drawDigits } from '../digits';
import { source as idx } from './idx';
import { defineSource } from './source';

export const source = defineSource({
  id: 'digits',
  title: 'Digits, drawn from a seed (or IDX files, with data.path)',
  parameters: v.strictObject({}),
  async load(settings, seed) {
    if (settings.path !== null) return idx.load(settings, seed);
    return {
      dataset: drawDigits(settings.samples, seed),
      test: null,
      vocabulary: null,
      target: { kind: 'classes', classes: 10, shape: [] },
      fingerprint: `digits:${settings.samples}:${seed}`,
    };
  },
});
