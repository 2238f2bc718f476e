import assert from 'node:assert/strict';
import { symbol } from './dimension';
import { printShapes } from './print-shapes';
import { shape } from './shape';

describe('shapes of one place', () => {
  const [B, C] = [symbol('B'), symbol('C')];

  it('stand beside each other where they are two', () => {
    assert.equal(printShapes([shape([B, 64]), shape([1, 64]), shape([B, 64])]), '(B, 64) | (1, 64)');
    assert.equal(printShapes([shape([B])]), '(B,)');
  });

  it('are told by what more than two have in common', () => {
    assert.equal(printShapes([shape([64, C, 7]), shape([32, C, 7]), shape([100, C, 7])]), '(?, C, 7)');
    assert.equal(printShapes([shape([1]), shape([2]), shape([3])]), undefined);
    assert.equal(printShapes([shape([1, 5]), shape([2, 5]), shape([5])]), undefined);
    assert.equal(printShapes([shape([1, 5]), shape([2, 5]), shape([5], true)]), undefined);
  });
});
