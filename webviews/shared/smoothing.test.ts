import assert from 'node:assert/strict';
import { smooth } from './smoothing';

describe('smoothing', () => {
  it('starts at the first value and leaves a constant alone', () => {
    assert.deepEqual(smooth([3, 3, 3], 0.5), [3, 3, 3]);
    assert.equal(smooth([7, 1], 0.99)[0]?.toFixed(9), '7.000000000');
  });

  it('is the weighted mean of all that came before', () => {
    // w = 0.5: weights 1/4, 1/2, 1 of the three values, over their sum.
    const [, , last] = smooth([8, 4, 2], 0.5);
    assert.ok(Math.abs(last! - (8 / 4 + 4 / 2 + 2) / (1 / 4 + 1 / 2 + 1)) < 1e-12);
  });

  it('keeps gaps and goes on after them as if they were not there', () => {
    assert.deepEqual(smooth([1, null, 1], 0.6).map((value) => value?.toFixed(6)), ['1.000000', undefined, '1.000000']); // prettier-ignore
  });

  it('with no weight changes nothing', () => {
    assert.deepEqual(smooth([1, 5, 2], 0), [1, 5, 2]);
  });
});
