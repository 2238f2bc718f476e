import assert from 'node:assert/strict';
import * as v from 'valibot';
import { settingsOf } from './settings';
import { sweepSchema } from './sweep';
import { parseVary } from './vary';

const sweep = (vary: Record<string, unknown>, more: object = {}) =>
  v.parse(sweepSchema, { name: 'test', source: 'digits-cnn', vary, ...more });
const random = (trials: number) => ({ method: { type: 'random', trials } });
const numbers = (vary: unknown, trials: number) =>
  settingsOf(sweep({ x: vary }, random(trials))).map(({ x }) => x as number);

describe('the settings of a sweep', () => {
  it('on a grid are every combination, the last setting changing fastest', () => {
    const vary = { a: ['x', 'y'], b: { from: 1, to: 3, integer: true, points: 3 } };
    assert.deepEqual(
      settingsOf(sweep(vary)).map(({ a, b }) => `${String(a)}${String(b)}`),
      ['x1', 'x2', 'x3', 'y1', 'y2', 'y3'],
    );
  });

  it('on a log grid have equal ratios and both ends; whole numbers come once', () => {
    const [{ rate }] = [parseVary(['rate=1e-4..1e-1:log:4'])];
    assert.deepEqual(
      settingsOf(sweep({ rate })).map((one) => one.rate),
      [1e-4, 1e-3, 1e-2, 1e-1],
    );
    const few = { from: 1, to: 3, integer: true, points: 9 };
    assert.deepEqual(
      settingsOf(sweep({ few })).map((one) => one.few),
      [1, 2, 3],
    );
  });

  it('that are drawn spread evenly over their range, on its own scale', () => {
    const [trials, bins] = [1000, 10];
    const ranges: [object, (value: number) => number][] = [
      [{ from: -2, to: 6 }, (value) => (value + 2) / 8],
      [{ from: 1e-5, to: 1, scale: 'log' }, (value) => 1 + Math.log10(value) / 5],
      [{ from: 0, to: 9, integer: true }, (value) => (value + 0.5) / 10],
    ];
    for (const [range, share] of ranges) {
      const counts = new Array<number>(bins).fill(0);
      for (const value of numbers(range, trials)) counts[Math.min(bins - 1, Math.floor(bins * share(value)))]!++;
      // χ² with 9 degrees of freedom is below 27.9 in 999 of 1000 cases.
      const expected = trials / bins;
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      assert.ok(chi < 27.9, `${JSON.stringify(range)}: ${counts.join(' ')}`);
    }
  });

  it('that are drawn stay within their range, whole where they must be', () => {
    for (const range of [
      { from: 0.123456, to: 0.123457 },
      { from: 16, to: 1024, scale: 'log', integer: true },
    ]) {
      for (const value of numbers(range, 500)) {
        assert.ok(value >= range.from && value <= range.to, String(value));
        assert.ok(!('integer' in range) || Number.isInteger(value));
      }
    }
    const ends = new Set(numbers({ from: 2, to: 4, integer: true }, 200));
    assert.deepEqual([...ends].sort(), [2, 3, 4]);
  });

  it('are a function of seed, trial and path alone', () => {
    const [a, b] = [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ];
    const first = settingsOf(sweep({ a, b }, random(5)));
    assert.deepEqual(settingsOf(sweep({ a, b }, random(9))).slice(0, 5), first);
    const alone = settingsOf(sweep({ b, c: [1, 2] }, random(5)));
    assert.deepEqual(
      alone.map((one) => one.b),
      first.map((one) => one.b),
    );
    assert.notDeepEqual(settingsOf(sweep({ a, b }, { ...random(5), seed: 2 })), first);
  });

  it('are not so many that a machine drowns in them', () => {
    const axis = { from: 0, to: 1, points: 100 };
    assert.throws(() => settingsOf(sweep({ a: axis, b: axis, c: axis })), /1000000 trials, at most 1000/);
    assert.throws(() => settingsOf(sweep({ a: axis }, random(1001))), /at most 1000/);
    assert.throws(() => settingsOf(sweep({ a: axis }, { seeds: 11 })), /1100 trials/);
  });
});

describe('--vary', () => {
  it('reads lists and ranges', () => {
    assert.deepEqual(
      parseVary(['a=1,2.5', 'b=adam,sgd', 'c=[[16],[32,32]]', 'd=-1..1', 'e=16..64:log:integer:3', 'f=none']),
      {
        ...{ a: [1, 2.5], b: ['adam', 'sgd'], c: [[16], [32, 32]], d: { from: -1, to: 1 } },
        ...{ e: { from: 16, to: 64, scale: 'log', integer: true, points: 3 }, f: ['none'] },
      },
    );
  });

  it('refuses what it cannot read, and says how to write it', () => {
    for (const bad of ['a', '=1', 'a=', 'a=1..2:cubic', 'a=one..two']) {
      assert.throws(() => parseVary([bad]), /--vary .*; write path=1,2,3/, bad);
    }
  });

  it('a range must go upwards, on a log scale from above 0, whole where it is of whole numbers', () => {
    for (const bad of ['a=2..1', 'a=0..1:log', 'a=0.5..2:integer', 'a=0..1:1', 'a=0..1:1000']) {
      assert.ok(!v.safeParse(sweepSchema, { name: 'x', source: 'y', vary: parseVary([bad]) }).success, bad);
    }
  });
});
