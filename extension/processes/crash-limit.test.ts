import assert from 'node:assert/strict';
import { CrashLimit } from './crash-limit';
import { Heartbeat } from './heartbeat';

describe('the limit of crashes', () => {
  it('is reached by the fifth within three minutes, and passes', () => {
    const limit = new CrashLimit();
    for (const second of [0, 30, 60, 90]) limit.crashed(second * 1000);
    assert.equal(limit.isReached(91_000), false);
    limit.crashed(120_000);
    assert.equal(limit.isReached(121_000), true);
    assert.equal(limit.isReached(180_000), false);
  });
});

describe('a heartbeat', () => {
  it('counts silence from the first ping without an answer', () => {
    const heartbeat = new Heartbeat();
    assert.equal(heartbeat.silence(500), 0);
    heartbeat.sent(1000);
    heartbeat.sent(2000);
    assert.equal(heartbeat.silence(7000), 6000);
    heartbeat.answered();
    assert.equal(heartbeat.silence(7001), 0);
  });
});
