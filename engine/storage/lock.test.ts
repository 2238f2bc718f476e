import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLocked, lock } from './lock';

describe('lock', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('refuses a second writer by name, until it is released', () => {
    const release = lock(folder);
    assert.ok(isLocked(folder));
    assert.throws(() => lock(folder), { code: 'run-locked', message: new RegExp(`process ${process.pid}`) });
    release();
    assert.ok(!isLocked(folder));
    lock(folder)();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('reclaims the lock of a dead process, and one that says nothing', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const stale of [JSON.stringify({ pid, host: hostname(), token: 'x' }), '', '{']) {
      writeFileSync(join(folder, 'lock'), stale);
      lock(folder)();
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leaves the lock of another machine alone', () => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' }));
    assert.throws(() => lock(folder), { code: 'run-locked', message: /process 1 on elsewhere/ });
  });
});
