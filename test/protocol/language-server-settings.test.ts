import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Editor } from './editor';
import { FIXED, START_MILLISECONDS } from './network';

describe('settings of the language server', () => {
  it('asks an editor that can be asked for its settings, and for new hints when they change', async function () {
    this.timeout(START_MILLISECONDS);
    let inlayHints = 'off';
    const refreshed: (() => void)[] = [];
    const refresh = () => new Promise<void>((resolve) => refreshed.push(resolve));
    const first = refresh();
    const asked = await Editor.start(
      {},
      {
        capabilities: {
          workspace: {
            configuration: true,
            didChangeConfiguration: { dynamicRegistration: true },
            inlayHint: { refreshSupport: true },
          },
        },
        settings: () => ({ inlayHints }),
        refresh: () => refreshed.shift()?.(),
      },
    );
    await first;
    const uri = 'file:///workspace/settings.py';
    await asked.open(uri, FIXED);
    assert.deepEqual(await asked.hints(uri), []);
    inlayHints = 'all';
    const second = refresh();
    await asked.settings({});
    await second;
    assert.ok((await asked.hints(uri)).length > 0);
    assert.equal(await asked.stop(), 0);
  });
});
