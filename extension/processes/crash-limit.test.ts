import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { CrashLimit } from './crash-limit';
import { Heartbeat } from './heartbeat';
import { Restarts } from './restarts';

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

describe('the restarts of the language server', () => {
  const RESTART = { action: 'restart' };

  it('are two within three minutes; the third crash is told, with what to do', () => {
    const restarts = new Restarts();
    assert.deepEqual([restarts.closed(0), restarts.closed(1000)], [RESTART, RESTART]);
    const { action, message } = restarts.closed(2000);
    assert.equal(action, 'stay');
    assert.match(message!, /^The language server has ended by itself 3 times in 3 minutes.*Nabla: Restart/);
    assert.equal(restarts.closed(3000).action, 'stay');
  });

  it('come back with time', () => {
    const restarts = new Restarts();
    for (const minute of [0, 2, 4, 6, 8]) assert.deepEqual(restarts.closed(minute * 60_000), RESTART);
  });

  it('end for a process that exits with 100 whenever it is started', () => {
    const restarts = new Restarts();
    let starts = 0;
    do {
      starts += 1;
      const { status } = spawnSync(process.execPath, ['-e', 'process.exit(100)']);
      assert.equal(status, 100);
    } while (restarts.closed(performance.now()).action === 'restart');
    assert.equal(starts, 3);
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
