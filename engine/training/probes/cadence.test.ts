import assert from 'node:assert/strict';
import { isProbed } from './cadence';

const probed = (every: number | null, steps: number): number[] =>
  Array.from({ length: steps }, (_, index) => index + 1).filter((step) => isProbed(step, every));

describe('the cadence of probes', () => {
  it('is dense at the beginning and rare from then on, unless it is set', () => {
    assert.deepEqual(probed(null, 700), [1, 2, 5, 10, 20, 50, 100, 200, 400, 600]);
    assert.deepEqual(probed(5, 12), [1, 6, 11]);
    assert.deepEqual(probed(0, 500), []);
  });
});
