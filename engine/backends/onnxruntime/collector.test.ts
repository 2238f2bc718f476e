/** V8 as the engine's process has it, against what its own rules make of the same garbage. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

describe("V8's collector", () => {
  let found: { most: number; growth: number };
  before(async () => {
    const program = join(__dirname, 'testing', 'collections.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--require', 'tsx/cjs', program]);
    found = JSON.parse(stdout) as typeof found;
  });

  it('has freed all garbage when a minor collection ends: 33 MB and more where another thread is to free it', () => {
    assert.ok(found.most <= 32, `${found.most} MB`);
  });

  it('collects all once the heap is three times what lived, and some on the way: four times by its own rules', () => {
    assert.ok(found.growth > 2.5 && found.growth < 3.7, `${found.growth}`);
  });
});
