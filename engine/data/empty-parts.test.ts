import assert from 'node:assert/strict';
import { emptyParts } from './empty-parts';
import { InMemory } from './samples';
import { split } from './splits';

const samples = (count: number) =>
  new InMemory({ shape: [1], values: new Float32Array(count) }, { shape: [], values: new Int32Array(count) });
const random = { by: 'random' as const, column: null };

describe('parts without samples', () => {
  const told = (count: number, shares: { validation: number; test: number }) =>
    emptyParts(split(samples(count), null, { ...shares, split: random }, {}, 1), shares);

  it('are one line each, where a share was asked for', () => {
    const [validation, test, ...more] = told(4, { validation: 0.1, test: 0.1 });
    assert.match(
      validation!,
      /^the validation part has no samples: 4 are too few for data\.validation = 0\.1; give more/,
    );
    assert.match(
      test!,
      /^the test part has no samples: 4 are too few for data\.test = 0\.1; give more samples, a larg/,
    );
    assert.deepEqual(more, []);
  });

  it('are none where there are enough samples, or none were asked for', () => {
    assert.deepEqual(told(50, { validation: 0.1, test: 0.1 }), []);
    assert.deepEqual(told(4, { validation: 0, test: 0 }), []);
  });
});
