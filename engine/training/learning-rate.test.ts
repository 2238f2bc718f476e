/** The learning rate of every step beside PyTorch's schedulers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { LearningRate } from './learning-rate';
import { optimizerSchema } from './specification/optimizer';

interface Goldens {
  stepsPerEpoch: number;
  losses: number[];
  cases: { schedule: object; factors: number[] }[];
}

const goldens = JSON.parse(readFileSync(join(__dirname, '../../test/golden/schedules.json'), 'utf8')) as Goldens;

const rateOf = (schedule: object, learningRate: number) => {
  const steps = goldens.losses.length * goldens.stepsPerEpoch;
  return new LearningRate(v.parse(optimizerSchema, { learningRate, schedule }), steps, goldens.stepsPerEpoch);
};

/** Every step's, with a validation after each epoch; resumed from saved numbers where `isResumed`. */
function trained(schedule: object, isResumed: boolean): number[] {
  const { stepsPerEpoch, losses } = goldens;
  let rate = rateOf(schedule, 0.1);
  return losses.flatMap((loss, epoch) => {
    const rates = Array.from({ length: stepsPerEpoch }, (_, index) => rate.at(epoch * stepsPerEpoch + index));
    rate.observe(loss);
    if (isResumed) {
      const saved = rate.save();
      rate = rateOf(schedule, 0.1);
      rate.restore(JSON.parse(JSON.stringify(saved)) as number[]);
    }
    return rates;
  });
}

describe('the learning rate', () => {
  for (const { schedule, factors } of goldens.cases) {
    it(`moves as PyTorch's: ${JSON.stringify(schedule)}`, () => {
      const rates = trained(schedule, false);
      assert.equal(rates.length, factors.length);
      rates.forEach((rate, step) => {
        assert.ok(Math.abs(rate - 0.1 * factors[step]!) < 1e-9, `step ${step}: ${rate}, not ${0.1 * factors[step]!}`);
      });
    });

    it(`goes on from saved numbers: ${JSON.stringify(schedule)}`, () => {
      assert.deepEqual(trained(schedule, true), trained(schedule, false));
    });
  }

  it('set live is what the schedule multiplies from then on, and is saved', () => {
    const rate = rateOf({ type: 'cosine' }, 0.1);
    const before = rate.at(10);
    rate.set(0.2);
    assert.equal(rate.at(10), 2 * before);
    const other = rateOf({ type: 'cosine' }, 0.1);
    other.restore(rate.save());
    assert.equal(other.at(10), rate.at(10));
  });

  it('a plateau that has seen no finite loss is saved as numbers', () => {
    const rate = rateOf({ type: 'plateau' }, 0.1);
    rate.observe(Infinity);
    const saved = rate.save();
    assert.deepEqual(JSON.parse(JSON.stringify(saved)), saved);
    const other = rateOf({ type: 'plateau' }, 0.1);
    other.restore(saved);
    for (const loss of [0.5, 0.6, 0.6, 0.6, 0.6]) {
      rate.observe(loss);
      other.observe(loss);
    }
    assert.equal(other.at(0), rate.at(0));
    assert.ok(rate.at(0) < 0.05);
  });

  it('with a warm-up, a schedule begins behind it', () => {
    const rate = rateOf({ type: 'step', every: 1, factor: 0.5, warmup: 3 }, 0.3);
    const rates = [0, 1, 2, 3, 6, 7].map((step) => Number(rate.at(step).toFixed(6)));
    assert.deepEqual(rates, [0.1, 0.2, 0.3, 0.3, 0.3, 0.15]);
  });
});
