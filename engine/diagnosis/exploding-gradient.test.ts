import assert from 'node:assert/strict';
import type { Begin } from './watch/observation';
import { step, watchOf } from './watch/testing';

const PRICES: Begin['targets'] = { kind: 'numbers', minimum: 1.5e5, maximum: 2.5e5 };

function told(normAt: (at: number) => number, begin: Partial<Begin> = {}): (string | number | null)[][] {
  const { watch, events } = watchOf(begin);
  for (let at = 1; at <= 100; at++) watch.observe(step(at, 1, { gradientNorm: normAt(at) }));
  return events.map(({ id, severity, measured }) => [id, severity, measured]);
}

describe('an exploding gradient', () => {
  it('is told by its norm where targets have no unit', () => {
    assert.deepEqual(
      told(() => 1e7),
      [['explodingGradient', 'error', 1e7]],
    );
  });

  it('is measured against the square of targets that are large numbers', () => {
    assert.deepEqual(
      told((at) => 1e9 / at, { targets: PRICES }),
      [],
    );
    assert.deepEqual(
      told(() => 1e18, { targets: PRICES }),
      [['explodingGradient', 'error', 1e18]],
    );
    const small: Begin['targets'] = { kind: 'numbers', minimum: -0.01, maximum: 0.01 };
    assert.deepEqual(
      told(() => 1e7, { targets: small }),
      [['explodingGradient', 'error', 1e7]],
    );
  });
});
