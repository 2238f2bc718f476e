import assert from 'node:assert/strict';
import { isProbed } from './cadence';

const probed = (every: number | null, steps: number): number[] =>
  Array.from({ length: steps }, (_, index) => index + 1).filter((step) => isProbed(step, every));

describe('the cadence of probes', () => {
  it('is dense at the beginning and rare from then on, unless it is set', () => {
    assert.deepEqual(probed(null, 900), [1, 5, 10, 50, 100, 400, 800]);
    assert.deepEqual(probed(5, 12), [1, 6, 11]);
    assert.deepEqual(probed(0, 500), []);
  });
});
