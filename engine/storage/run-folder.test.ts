import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listRunFolders } from './run-folder';

describe('run folders', () => {
  it('lists none where there is no folder, and says where a file stands in its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nabla-runs-'));
    const file = join(folder, 'runs');
    assert.deepEqual(listRunFolders(file), []);
    writeFileSync(file, '');
    assert.throws(() => listRunFolders(file), { code: 'unreadable-runs', kind: 'input', message: /ENOTDIR.*--runs/ });
    rmSync(folder, { recursive: true });
  });
});
