import assert from 'node:assert/strict';
import { MAX_WAITING, Outbox } from './outbox';
import type { EngineEvent } from './protocol';

const step = (at: number): EngineEvent => ({
  ...{ type: 'step', step: at, epoch: 1, loss: 1, metrics: {} },
  ...{ learningRate: 1, seconds: 1, samplesPerSecond: 1, inputWait: 0 },
});

const epoch = (at: number): EngineEvent => ({
  type: 'epoch',
  step: at,
  epoch: at,
  train: {},
  validation: {},
  seconds: 1,
});

describe('the outbox', () => {
  let posted: EngineEvent[];
  let taken: (() => void)[];
  let outbox: Outbox;
  beforeEach(() => {
    [posted, taken] = [[], []];
    outbox = new Outbox((event, done) => {
      posted.push(event);
      taken.push(done);
    });
  });
  const takeAll = () => {
    while (taken.length) taken.shift()!();
  };

  it('of a host that takes nothing holds a bounded number of messages, whatever a run tells', () => {
    for (let at = 1; at <= 10_000; at++) for (const event of [step(at), epoch(at)]) outbox.send(event);
    assert.equal(posted.length, MAX_WAITING);
    takeAll();
    assert.deepEqual(posted.slice(MAX_WAITING), [step(10_000), epoch(10_000)]);
  });

  it('keeps the order, and all that comes seldom', () => {
    for (let at = 1; at <= 1000; at++) outbox.send(step(at));
    outbox.send({ type: 'paused', step: 1000, reason: null });
    outbox.send(step(1001));
    outbox.send({ type: 'error', code: 'x', message: 'why' });
    takeAll();
    const last = posted.slice(MAX_WAITING).map((event) => ('step' in event ? event.step : event.type));
    assert.deepEqual(last, [1000, 1000, 1001, 'error']);
    assert.equal(posted.at(-3)!.type, 'paused');
  });

  it('of a host that keeps up loses nothing', () => {
    for (let at = 1; at <= 1000; at++) {
      outbox.send(step(at));
      takeAll();
    }
    assert.deepEqual(
      posted,
      Array.from({ length: 1000 }, (_, index) => step(index + 1)),
    );
  });
});
