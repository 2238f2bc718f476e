import assert from 'node:assert/strict';
import type { Samples } from './samples';
import { split } from './splits';

/** Sample i has input i and label i: what went where can be read off. */
const numbered = (count: number, from = 0): Samples => ({
  count,
  shape: [1],
  inputs: Float32Array.from({ length: count }, (_, index) => from + index),
  labels: Int32Array.from({ length: count }, (_, index) => from + index),
});

describe('split', () => {
  const parts = split(numbered(1000), null, { validation: 0.1, test: 0.2 }, 1);

  it('puts every sample into exactly one part, label and input together', () => {
    assert.deepEqual([parts.test.count, parts.validation.count, parts.train.count], [200, 80, 720]);
    const all = [parts.train, parts.validation, parts.test].flatMap((part) => {
      assert.deepEqual([...part.inputs], [...part.labels]);
      return [...part.labels];
    });
    assert.equal(new Set(all).size, 1000);
  });

  it('depends on the seed alone', () => {
    const fractions = { validation: 0.1, test: 0.2 };
    assert.deepEqual(split(numbered(1000), null, fractions, 1), parts);
    assert.notDeepEqual(split(numbered(1000), null, fractions, 2), parts);
  });

  it('leaves a given test set alone', () => {
    const given = numbered(30, 5000);
    const { train, validation, test } = split(numbered(100), given, { validation: 0.1, test: 0.5 }, 1);
    assert.equal(test, given);
    assert.deepEqual([validation.count, train.count], [10, 90]);
  });
});
