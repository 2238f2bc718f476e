import assert from 'node:assert/strict';
import { MAX_WAITING, Outbox } from './outbox';
import type { EngineEvent } from './protocol';

const step = (at: number): EngineEvent => ({
  ...{ type: 'step', step: at, epoch: 1, loss: 1, metrics: {} },
  ...{ learningRate: 1, seconds: 1, samplesPerSecond: 1, inputWait: 0 },
});

describe('the outbox', () => {
  it('of a host that takes nothing holds a bounded number of steps, and every event that is none', () => {
    const [posted, taken] = [[] as EngineEvent[], [] as (() => void)[]];
    const outbox = new Outbox((event, done) => {
      posted.push(event);
      taken.push(done);
    });
    for (let at = 1; at <= 10_000; at++) outbox.send(step(at));
    assert.deepEqual(
      posted,
      Array.from({ length: MAX_WAITING }, (_, index) => step(index + 1)),
    );
    outbox.send({ type: 'checkpoint', step: 10_000, path: 'p' });
    assert.equal(posted.at(-1)!.type, 'checkpoint');
    for (const done of taken) done();
    outbox.send(step(10_001));
    assert.deepEqual(posted.at(-1), step(10_001));
  });
});
