import assert from 'node:assert/strict';
import { probe, watchOf } from './watch/testing';

/** A first layer whose kernel has this shape, of equal numbers. */
function told(shape: number[]): (string | null)[][] {
  const { watch, events } = watchOf({
    layers: ['first', 'middle', 'last'].map((name) => ({
      ...{ name, activation: 'relu' },
      weights: [{ name: `${name}/kernel`, shape: name === 'first' ? shape : [8, 8] }],
    })),
  });
  watch.observe(probe(1, { 'first/kernel': { deviation: 0 } }));
  return events.filter(({ id }) => id === 'poorInitialWeights').map(({ id, layer }) => [id, layer]);
}

describe('initial weights that are all alike', () => {
  it('are told of a kernel, but not of one number', () => {
    assert.deepEqual(told([8, 8]), [['poorInitialWeights', 'first']]);
    assert.deepEqual(told([1, 1]), []);
    assert.deepEqual(told([1, 1, 1, 1]), []);
  });
});
