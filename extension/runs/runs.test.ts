import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineProcess } from '../processes/engine';
import type { Run } from './run';
import { Runs } from './runs';

describe('the runs of a window', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nabla-runs-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('of an engine that crashed five times: no more is started, and the log is named; none is started by itself', async () => {
    const module = join(folder, 'crash.js');
    writeFileSync(module, 'process.exit(3);');
    let launched = 0;
    const runs = new Runs(() => {
      launched++;
      return new EngineProcess(module, { cwd: folder }, () => undefined);
    });
    const start = (): Run => runs.start('t', { source: 'digits-cnn', overrides: {}, runs: folder });
    for (let crash = 1; crash <= 5; crash++) {
      const crashed = new Promise((resolve) => runs.crashed.on(resolve));
      start();
      await crashed;
      assert.equal(launched, crash);
    }
    const { summary } = start().model;
    assert.equal(launched, 5);
    assert.deepEqual([summary.status, runs.live], ['failed', []]);
    assert.match(summary.message!, /crashed five times within three minutes .* see the log/);
  });
});
