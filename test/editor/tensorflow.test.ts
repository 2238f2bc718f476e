/** "Install TensorFlow GPU Backend…" with the user's npm, whose registry has a stand-in for tfjs-node-gpu. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makeStandIn } from '../command-line/stand-in-tensorflow';
import { closeBrowser, setting } from './browser';
import { serveRegistry } from './registry';
import { command, eventually, openWorkbench, screenshot, setTheme, type Workbench } from './workbench';

/** npm, its script and the check of every device, beside other work on the machine. */
const LIMIT = 60_000;
/** How long the list is looked at before it is opened anew. */
const LOOK = 3000;

/** Says what the real package's script says first, unpacks what is to be seen growing, and ends once `seen` is there. */
const script = (seen: string): string => `
const fs = require('fs');
console.warn('* Downloading libtensorflow');
fs.mkdirSync('deps/lib', { recursive: true });
fs.writeFileSync('deps/lib/libtensorflow.so.2', Buffer.alloc(3e6));
const waiting = setInterval(() => fs.existsSync(${JSON.stringify(seen)}) && clearInterval(waiting), 100);
`;

describe('installing TensorFlow', function () {
  this.timeout(2 * LIMIT);
  let bench: Workbench;
  let folder: string;
  let server: Server;
  /** Lets the script end. */
  let seen: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-registry-'));
    seen = join(folder, 'seen');
    await makeStandIn(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
    const scripts = { install: 'node install.js' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts }));
    writeFileSync(join(folder, 'install.js'), script(seen));
    const registry = await serveRegistry(folder);
    server = registry.server;
    writeFileSync(setting('NABLA_EDITOR_NPMRC'), `registry=${registry.address}\n`);
    bench = await openWorkbench();
  });
  after(async () => {
    await bench.close();
    await closeBrowser();
    server.close();
    rmSync(folder, { recursive: true });
    rmSync(setting('NABLA_EDITOR_NPMRC'));
  });

  const asked = async (): Promise<Locator> => {
    await command(bench.page, 'Nabla: Install TensorFlow GPU Backend…');
    const question = bench.page.locator('.monaco-dialog-box');
    await question.filter({ hasText: 'several hundred megabytes' }).waitFor();
    return question;
  };
  const agree = async (): Promise<void> => (await asked()).getByRole('button', { name: 'Install' }).click();

  const notification = (text: string): Locator =>
    bench.page.locator('.notifications-center .notification-list-item').filter({ hasText: text }).first();
  /** Waits for it in the list of notifications: under the smoke test's driver none pops up, and an empty list closes. */
  const notified = (text: string): Promise<Locator> =>
    eventually(async () => {
      const isOpen = await bench.page.locator('.notifications-center').isVisible();
      if (!isOpen) await command(bench.page, 'Notifications: Show Notifications');
      await notification(text).waitFor({ timeout: LOOK });
      return notification(text);
    }, LIMIT);

  it('asks first, and does nothing when the answer is no', async () => {
    const question = await asked();
    await screenshot(bench.page, 'tensorflow-question-dark');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    assert.equal(await notification('Installing').count(), 0);
  });

  it('can be cancelled, and says nothing more then', async () => {
    await agree();
    const progress = await notified('downloading libtensorflow');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    assert.equal(await notification('Install').count(), 0);
  });

  it('shows how far it is, then what the device is and where it computes', async () => {
    await agree();
    await notified('downloading libtensorflow (3 MB unpacked)');
    await screenshot(bench.page, 'tensorflow-progress-dark');
    writeFileSync(seen, '');
    await notified('Installed: TensorFlow 0.0.0-stand-in (tfjs-node-gpu 4.22.0) on the GPU');
    await screenshot(bench.page, 'tensorflow-installed-dark');
    await setTheme(bench, 'light');
    await screenshot(bench.page, 'tensorflow-installed-light');
  });
});
