import assert from 'node:assert/strict';
import { overlap } from './boxes';

describe('overlap', () => {
  const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

  it('is what is shared over what is covered', () => {
    assert.equal(overlap(box(0.5, 0.5, 0.5, 0.25), box(0.5, 0.5, 0.5, 0.25)), 1);
    assert.equal(overlap(box(0.25, 0.5, 0.5, 0.5), box(0.5, 0.5, 0.5, 0.5)), 1 / 3);
    assert.equal(overlap(box(0.5, 0.5, 0.5, 0.5), box(0.5, 0.5, 1, 1)), 0.25);
  });

  it('is 0 of boxes apart, touching or empty', () => {
    assert.equal(overlap(box(0.1, 0.1, 0.1, 0.1), box(0.9, 0.1, 0.1, 0.1)), 0);
    assert.equal(overlap(box(0.25, 0.5, 0.5, 1), box(0.75, 0.5, 0.5, 1)), 0);
    assert.equal(overlap(box(0.5, 0.5, 0, 0), box(0.5, 0.5, 0, 0)), 0);
  });
});
