import assert from 'node:assert/strict';
import type { Batch } from '../data/batches';
import type { EngineEvent } from '../process/protocol';
import { Meter } from './meter';
import { Sums } from './sums';
import { classifying } from './testing/classifying';

type StepEvent = Extract<EngineEvent, { type: 'step' }>;

describe('the meter', () => {
  const [monotonic, ofDay] = [performance.now.bind(performance), Date.now];
  /** Milliseconds. */
  let now: number;
  beforeEach(() => {
    now = 5000;
    performance.now = () => now;
  });
  afterEach(() => {
    performance.now = monotonic;
    Date.now = ofDay;
  });

  const batch = {
    count: 2,
    targets: { shape: [2], dtype: 'int32', values: Int32Array.of(0, 1) },
  } as unknown as Batch;
  const outcome = (loss: number) => ({ loss, logits: Float32Array.of(1, 0, 0, 1) });

  function metered(): { meter: Meter; told: StepEvent[] } {
    const told: StepEvent[] = [];
    return { meter: new Meter(new Sums(classifying([1], 2)), (event) => told.push(event)), told };
  }
  const at = (step: number) => ({ step, epoch: 1, learningRate: 1 });

  it('of 10,000 steps a second tells ten times, and the mean over all of them', () => {
    const { meter, told } = metered();
    for (let step = 1; step <= 10_000; step++) {
      now += 0.1;
      meter.step(at(step), outcome(step), batch);
    }
    meter.flush(at(10_000));
    assert.ok(told.length >= 10 && told.length <= 12, `${told.length} messages`);
    let [sum, last] = [0, 0];
    for (const { step, loss } of told) {
      sum += loss! * (step - last);
      last = step;
    }
    assert.equal(last, 10_000);
    assert.ok(Math.abs(sum / 10_000 - 5000.5) < 1e-6);
  });

  it('does not see the time of day jump, and goes on after a sleep', () => {
    const { meter, told } = metered();
    for (const [step, jump] of [3.6e6, -3.6e6, 0].entries()) {
      Date.now = () => ofDay() + jump;
      now += 500;
      meter.step(at(step + 1), outcome(1), batch);
    }
    assert.deepEqual(
      told.map(({ seconds }) => seconds),
      [0.5, 1, 1.5],
    );
    assert.deepEqual(
      told.map(({ samplesPerSecond }) => samplesPerSecond),
      [4, 4, 4],
    );
    // The monotonic clock of some systems goes on while they sleep: one slow measurement, and the next is as before.
    now += 3.6e6;
    meter.step(at(4), outcome(1), batch);
    now += 500;
    meter.step(at(5), outcome(1), batch);
    assert.deepEqual(told.slice(3).map(({ samplesPerSecond }) => Math.round(samplesPerSecond)), [0, 4]); // prettier-ignore
  });
});
