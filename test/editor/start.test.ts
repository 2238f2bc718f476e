import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { isAlive } from '../../extension/processes/alive';
import { browser, closeBrowser } from './browser';
import { descendants } from './processes';
import { eventually, frameWith, screenshot } from './workbench';

const root = resolve(__dirname, '../..');

/** Building and packing come first. */
const LIMIT = 90_000;

describe('npm start without a desktop', function () {
  this.timeout(LIMIT);
  let start: ChildProcess;
  let output = '';

  before(() => {
    // Without a display there is no desktop VS Code to open, whatever is on the PATH.
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
    start = spawn(process.execPath, ['extension/development/start.mjs'], { cwd: root, env });
    for (const stream of [start.stdout!, start.stderr!]) stream.on('data', (chunk) => (output += String(chunk)));
  });
  after(async () => {
    start.kill();
    await closeBrowser();
  });

  it('opens the samples in a browser’s VS Code with a training running', async () => {
    const address = await eventually(() => {
      assert.equal(start.exitCode, null, output);
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output) ?? [];
      assert.ok(found, output);
      return Promise.resolve(found);
    }, LIMIT - 10_000);
    const page = await (await browser()).newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(address);
    const monitor = await frameWith(page, 'main.monitor .chart canvas', LIMIT / 2);
    assert.match((await monitor.locator('.status').first().textContent())!, /Training|Finished/);
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'classifier.py' }).waitFor();
    await screenshot(page, 'start');
    await page.close();
  });

  it('ends everything that it started on Ctrl-C', async () => {
    const started = descendants(start.pid!).map(({ pid }) => pid);
    assert.ok(started.length > 1);
    start.kill('SIGINT');
    const [code] = (await once(start, 'exit')) as [number | null];
    assert.equal(code, 0);
    const left = started.filter((pid) => isAlive(pid));
    assert.deepEqual(left, []);
  });
});
