import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A heap in which one text is analysed with ease; each of the programs took several times as much when followed. */
const HEAP_MEGABYTES = 200;

/** What is left in use of it once all is done. */
const MOST_MEGABYTES = 140;

describe('a program that is edited in little memory', () => {
  for (const name of ['one line', 'a list that grows', 'a long list that grows']) {
    it(`is ${name}`, () => {
      const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--expose-gc', '-r', 'tsx/cjs'];
      const child = [...args, join(__dirname, 'follow.ts'), name];
      const { status, stdout, stderr } = spawnSync(process.execPath, child, { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      assert.ok(Number(stdout) < MOST_MEGABYTES, `${stdout.trim()} MB`);
    }).timeout(60_000);
  }
});
