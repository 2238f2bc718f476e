import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The promise of the README, install aside. */
const MOST_SECONDS = 120;

describe('npm start -- --headless', () => {
  it(`trains and checks the samples in under ${MOST_SECONDS} s, and says that the findings are expected`, () => {
    const begun = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['extension/development/start.mjs', '--headless'], {
      cwd: root,
      encoding: 'utf8',
    });
    const seconds = (performance.now() - begun) / 1000;
    assert.equal(status, 0, stdout + stderr);
    const [, run] = /^run (.+)$/m.exec(stdout) ?? [];
    assert.ok(run, stdout);
    rmSync(resolve(root, run), { recursive: true });
    assert.match(stdout, /test loss [\d.]+ +accuracy 9[5-9]\.\d+ %/);
    assert.match(stdout, /shape-mismatch[^]*softmax-before-cross-entropy/);
    assert.match(stdout, /findings are expected/);
    assert.ok(seconds < MOST_SECONDS, `${seconds.toFixed(0)} s`);
  });
});
