import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What the generator would write now, by path. */
function generated(): Record<string, string> {
  const script = `import('./extension/development/generate.mjs').then(async (m) => process.stdout.write(JSON.stringify(await m.generated())))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  assert.ok(stdout.startsWith('{'), stderr);
  return JSON.parse(stdout) as Record<string, string>;
}

describe('generated lists', () => {
  it('stand in the tree as `npm run generate` would write them', () => {
    const files = generated();
    assert.ok(Object.keys(files).length > 8, 'every kind with members has its list');
    const drifted = Object.keys(files).filter((path) => readFileSync(join(root, path), 'utf8') !== files[path]);
    assert.deepEqual(drifted, [], 'run `npm run generate` and commit what it writes');
  });
});
