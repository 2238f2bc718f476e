import assert from 'node:assert/strict';
import { Random } from '../data/random';
import { step, watchOf } from './watch/testing';
import type { Begin } from './watch/observation';

const BATCH = 32;
const STEPS = 400;
const RUNS = 60;

/** Student's t with three degrees of freedom, of variance 3: N / √(χ²₃ / 3). */
function heavy(random: Random): number {
  const [n, a, b, c] = [random.normal(), random.normal(), random.normal(), random.normal()];
  return n / Math.sqrt((a * a + b * b + c * c) / 3);
}

const squaredError = (random: Random): number => {
  let sum = 0;
  for (let sample = 0; sample < BATCH; sample++) sum += heavy(random) ** 2;
  return sum / BATCH;
};

function told(lossAt: (at: number) => number, begin: Partial<Begin> = {}): string[] {
  const { watch, events } = watchOf({ batchSize: BATCH, steps: STEPS, ...begin });
  for (let at = 1; at <= STEPS; at++) watch.observe(step(at, lossAt(at)));
  return events.filter(({ id }) => id === 'diverging').map(({ severity }) => severity);
}

describe('a loss that diverges', () => {
  for (const baseline of [3, null]) {
    it(`is not told of squared errors with heavy tails, the first few low, baseline ${baseline}`, () => {
      for (let seed = 1; seed <= RUNS; seed++) {
        const random = new Random(seed, 'errors');
        const events = told((at) => (at === 1 ? 0.8 : squaredError(random)), { baseline });
        assert.deepEqual(events, [], `seed ${seed}`);
      }
    });
  }

  it('is told where it rises from its lowest, and as an error beyond where it began', () => {
    assert.deepEqual(
      told((at) => (at < 200 ? 1 / (1 + at / 20) : at / 200), { baseline: 1 }),
      ['warning', 'error'],
    );
  });

  it('is told as an error where it jumped at once and stays', () => {
    assert.deepEqual(
      told((at) => (at === 1 ? 1 : 1e5), { baseline: 1 }),
      ['error'],
    );
  });
});
