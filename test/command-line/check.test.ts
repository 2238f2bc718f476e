import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nabla } from './nabla';

/** So many that a second thread checks them too. */
const FILES = 50;

const FAULTY = 'import torch\ny = torch.nn.Linear(9, 3)(torch.zeros(2, 8))\n';

describe('nabla check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-check-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds the same with the code that both its threads have kept of a run before', async () => {
    for (let i = 0; i < FILES; i++) writeFileSync(join(folder, `model_${i}.py`), FAULTY);
    const env = { NABLA_CACHE_DIR: join(folder, 'cache') };
    const check = ['check', folder, '--format', 'github', '--no-cache'];
    const first = await nabla(check, { env });
    assert.deepEqual({ code: first.code, stderr: first.stderr }, { code: 1, stderr: '' });
    assert.equal(first.stdout.match(/^::error/gm)?.length, FILES);
    const kept = readdirSync(join(folder, 'cache', 'code')).map((name) => name.split('.')[0]);
    assert.deepEqual(kept, ['check-code']);
    assert.deepEqual(readdirSync(join(folder, 'cache')), ['code']);
    assert.deepEqual(await nabla(check, { env }), first);
  });

  it('tells what it has kept of a run before as it told it then, and what has changed since', async () => {
    const env = { NABLA_CACHE_DIR: join(folder, 'cache') };
    const check = ['check', folder, '--format', 'json'];
    const first = await nabla(check, { env });
    assert.deepEqual(await Promise.all([nabla(check, { env }), nabla(check, { env })]), [first, first]);
    assert.equal(readdirSync(join(folder, 'cache', 'findings')).length, 1);
    writeFileSync(join(folder, 'model_7.py'), FAULTY.replace('9', '8'));
    const changed = await nabla(check, { env });
    assert.notDeepEqual(changed, first);
    assert.deepEqual(await nabla([...check, '--no-cache'], { env }), changed);
  });
});
