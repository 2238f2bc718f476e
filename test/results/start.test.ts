import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

describe('npm start -- --headless', () => {
  it('trains and checks the samples, and says that the findings are expected', () => {
    const begun = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['extension/development/start.mjs', '--headless'], {
      cwd: root,
      encoding: 'utf8',
    });
    console.log(`      took ${((performance.now() - begun) / 1000).toFixed(0)} s; under 120 is the promise`);
    assert.equal(status, 0, stdout + stderr);
    const [, run] = /^run (.+)$/m.exec(stdout) ?? [];
    assert.ok(run, stdout);
    rmSync(resolve(root, run), { recursive: true });
    assert.match(stdout, /test loss [\d.]+ +accuracy 9[5-9]\.\d+ %/);
    assert.match(stdout, /shape-mismatch[^]*softmax-before-cross-entropy/);
    assert.match(stdout, /findings are expected/);
  });
});
