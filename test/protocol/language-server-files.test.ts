import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { Editor } from './editor';
import { START_MILLISECONDS } from './network';

describe('files that change on the disk', () => {
  it('have the editor ask anew where an open document imports them, and only there', async function () {
    this.timeout(START_MILLISECONDS);
    const folder = mkdtempSync(join(tmpdir(), 'nabla-files-'));
    const address = (name: string): string => pathToFileURL(join(folder, name)).href;
    let refreshed = 0;
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const workspace = {
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
    };
    const refresh = (): void => {
      refreshed += 1;
      tell();
    };
    const editor = await Editor.start({}, { capabilities: { workspace }, settings: () => ({}), refresh });
    const changed = (name: string): Promise<void> =>
      editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: address(name), type: 1 }],
      });
    const main = address('main.py');
    await editor.open(main, 'import torch\nfrom net import net\ny = net(torch.zeros(2, 8))\n');
    assert.deepEqual(await editor.diagnostics(main), []);
    writeFileSync(join(folder, 'net.py'), 'from torch import nn\nnet = nn.Linear(9, 3)\n');
    await changed('another.py');
    await changed('main.py');
    await changed('net.py');
    await told;
    assert.equal((await editor.diagnostics(main)).length, 1);
    assert.equal(refreshed, 1);
    assert.equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true });
  });
});
