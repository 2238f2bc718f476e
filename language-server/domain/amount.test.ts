import assert from 'node:assert/strict';
import { amount, numberOfAxes } from './amount';
import { newSymbol } from './dimension';

describe('a number of things', () => {
  it('has the word for one, or for several', () => {
    assert.deepEqual([0, 1, 2].map((count) => amount(count, 'pair')), ['0 pairs', '1 pair', '2 pairs']); // prettier-ignore
    assert.deepEqual([1, 3].map(numberOfAxes), ['1 axis', '3 axes']);
    assert.match(amount(newSymbol('C'), 'channel'), /C.* channels$/);
  });
});
