import assert from 'node:assert/strict';
import { contestants, due, epochsLeft, revived, rungsOf, type Rung } from './rungs';
import { spreadOf } from './spread';
import { standingsOf } from './standings';
import type { Trial } from './trial';

const halving = (trials: number, eta: number, leastEpochs = 1) => ({
  type: 'halving' as const,
  ...{ trials, eta, leastEpochs },
});

const trial = (number: number, change: Partial<Trial> = {}): Trial => ({
  ...{ trial: number, configuration: number - 1, settings: {}, seed: 1, status: 'waiting', run: null },
  ...{ epochs: 0, of: 9, steps: 0, seconds: 0, scores: [], metrics: null, message: null },
  ...change,
});

const numbers = (trials: readonly Trial[] = []) => trials.map((one) => one.trial);

/** Trains what is due, in this order of ends; the loss of a trial at a rung is known beforehand. */
function conduct(rungs: Rung[], trials: Trial[], loss: (trial: number, rung: number) => number | null, last = false) {
  const log: string[] = [];
  for (let now = due(rungs, trials, 'lower'); now; now = due(rungs, trials, 'lower')) {
    const { rung, trials: waiting } = now;
    const next = waiting.at(last ? -1 : 0)!;
    const until = rungs[rung]!.epochs;
    next.scores[rung] = loss(next.trial, rung);
    next.epochs = until ?? next.of;
    next.status = until === null ? 'finished' : 'paused';
    log.push(`${next.trial}@${rung}`);
  }
  return log;
}

describe("halving's rungs", () => {
  it('are n/ηᵏ configurations for r·ηᵏ epochs; the last train to the end', () => {
    assert.deepEqual(rungsOf(halving(27, 3), 27, 27), [
      { configurations: 27, epochs: 1 },
      { configurations: 9, epochs: 3 },
      { configurations: 3, epochs: 9 },
      { configurations: 1, epochs: null },
    ]);
    assert.deepEqual(rungsOf(halving(8, 2, 2), 8, 6), [
      { configurations: 8, epochs: 2 },
      { configurations: 4, epochs: 4 },
      { configurations: 2, epochs: null },
    ]);
  });

  it('end where one configuration is left, and are one where there is nothing to halve', () => {
    assert.deepEqual(rungsOf(halving(3, 4), 3, 100).at(-1), { configurations: 1, epochs: null });
    assert.equal(rungsOf(halving(1, 2), 1, 100).length, 1);
    assert.deepEqual(rungsOf({ type: 'grid' }, 12, 5), [{ configurations: 12, epochs: null }]);
  });

  it('spend no more on any rung than on the first', () => {
    for (const [n, eta, epochs] of [
      [27, 3, 27],
      [50, 2, 40],
      [81, 4, 100],
    ] as const) {
      const rungs = rungsOf(halving(n, eta), n, epochs);
      for (const { configurations, epochs: until } of rungs) assert.ok(configurations * (until ?? 1) <= n);
    }
  });
});

describe("halving's bookkeeping", () => {
  const rungs = rungsOf(halving(9, 3), 9, 9);
  const nine = () => Array.from({ length: 9 }, (_, index) => trial(index + 1));
  /** The first is best at once, but falls behind the third. */
  const loss = (number: number, rung: number) => (rung > 0 && number === 1 ? 50 : number);

  it('trains a whole rung before the next, and takes the best on', () => {
    const trials = nine();
    const log = conduct(rungs, trials, loss);
    assert.deepEqual(log.slice(9, 12), ['1@1', '2@1', '3@1']);
    assert.deepEqual(log.slice(12), ['2@2']);
    assert.deepEqual(
      standingsOf(rungs, trials, 'lower')
        .map((standing) => standing.trials[0])
        .slice(0, 4),
      [2, 3, 1, 4],
    );
  });

  it('comes to the same decisions whatever ends first', () => {
    const ends = [false, true].map((last) => {
      const trials = nine();
      conduct(rungs, trials, loss, last);
      return trials.map(({ scores, status }) => ({ scores, status }));
    });
    assert.deepEqual(ends[0], ends[1]);
  });

  it('of equals takes the first, of a failed or not finite one no notice', () => {
    const trials = nine().map((one) => trial(one.trial, { scores: [1], status: 'paused' }));
    assert.deepEqual(numbers(contestants(rungs, trials, 1, 'lower')), [1, 2, 3]);
    trials[0]!.status = 'failed';
    trials[1]!.scores = [null];
    assert.deepEqual(numbers(contestants(rungs, trials, 1, 'lower')), [3, 4, 5]);
  });

  it('takes higher measures where higher is better', () => {
    const trials = nine().map((one) => trial(one.trial, { scores: [one.trial], status: 'paused' }));
    assert.deepEqual(numbers(contestants(rungs, trials, 1, 'higher')), [7, 8, 9]);
  });

  it('compares the means of seeds; a configuration of which one failed is not relied on', () => {
    const two = { configurations: 2, epochs: 1 };
    const scores = [1, 9, 4, 4, 0, 0];
    const trials = scores.map((score, index) =>
      trial(index + 1, { configuration: Math.floor(index / 2), scores: [score], status: 'paused' }),
    );
    trials[5]!.status = 'failed';
    const last = [
      { ...two, configurations: 3 },
      { configurations: 1, epochs: null },
    ];
    assert.deepEqual(numbers(contestants(last, trials, 1, 'lower')), [3, 4]);
    assert.deepEqual(
      standingsOf(last, trials, 'lower').map(({ configuration }) => configuration),
      [1, 0, 2],
    );
  });

  it('trains no run again that has ended early', () => {
    const trials = nine();
    trials[0] = trial(1, { status: 'finished', scores: [0.5] });
    conduct(rungs, trials, (number) => number);
    assert.deepEqual(trials[0].scores, [0.5]);
    assert.equal(standingsOf(rungs, trials, 'lower')[0]!.trials[0], 1);
  });

  it('goes on after a crash to the decisions of a sweep without one', () => {
    const whole = nine();
    conduct(rungs, whole, loss);
    const crashed = nine();
    crashed[1]!.status = 'crashed';
    conduct(rungs, crashed, loss);
    const again = revived(crashed);
    assert.equal(again[1]!.status, 'waiting');
    conduct(rungs, again, loss);
    assert.deepEqual(standingsOf(rungs, again, 'lower')[0]!.trials, standingsOf(rungs, whole, 'lower')[0]!.trials);
  });

  it('what was interrupted waits again, what is over stays', () => {
    const states = revived([
      trial(1, { status: 'running', run: 'a' }),
      trial(2, { status: 'stopped', run: 'b' }),
      trial(3, { status: 'running' }),
      trial(4, { status: 'failed', message: 'why' }),
      trial(5, { status: 'finished' }),
    ]);
    assert.deepEqual(
      states.map(({ status }) => status),
      ['stopped', 'stopped', 'waiting', 'failed', 'finished'],
    );
  });

  it('knows how many epochs are left', () => {
    const trials = nine();
    // 9 · 1, then 3 more trained from 1 to 3, then one from 3 to 9.
    assert.equal(epochsLeft(rungs, trials, 'lower'), 9 + 3 * 2 + 6);
    conduct(rungs, trials, loss);
    assert.equal(epochsLeft(rungs, trials, 'lower'), 0);
  });
});

describe('mean and deviation', () => {
  it("are the sample's; one value has no deviation, none no mean", () => {
    // Of 2, 4, 4, 4, 5, 5, 7, 9: Σ(x − 5)² = 32.
    assert.deepEqual(spreadOf([2, 4, 4, 4, 5, 5, 7, 9]), { mean: 5, deviation: Math.sqrt(32 / 7), count: 8 });
    assert.deepEqual(spreadOf([3, null, undefined]), { mean: 3, deviation: null, count: 1 });
    assert.equal(spreadOf([null]), null);
  });
});
