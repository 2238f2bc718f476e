import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { setting } from './browser';
import { descendants, hasLoaded, processorSeconds } from './processes';
import { useWorkbench } from './use-workbench';
import {
  accept,
  command,
  eventually,
  frameWith,
  openFile,
  pick,
  pointAt,
  restPointer,
  screenshot,
  setTheme,
  type Workbench,
} from './workbench';

const NATIVE = 'onnxruntime';
/** Ten epochs of digits.nabla.json take about 15 s on two idle cores, ten times that beside other programs. */
const TRAINING_LIMIT = 300_000;
/** So many that a run is not over before it was paused and stopped, however fast the machine is. */
const EPOCHS = 10;
/** The share of one core that drawing a training may cost the extension host; training itself takes all there is. */
const MOST_HOST_SHARE = 0.3;
const WATCHED_MS = 4000;

/** Changes settings of the workspace's specification. */
function specify({ folder }: Workbench, settings: object): void {
  const path = join(folder, 'digits.nabla.json');
  const specification = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...specification, ...settings }));
}

/** The engines that train under this server, and the extension hosts that started them. */
function engines() {
  const all = descendants(Number(setting('NABLA_EDITOR_SERVER')));
  const engines = all.filter(({ command }) => command.includes('dist/engine.js'));
  const hosts = all.filter(({ pid }) => engines.some(({ parent }) => parent === pid));
  return { engines, hosts };
}

const press = (frame: Frame, label: string): Promise<void> =>
  frame.locator('vscode-button:visible', { hasText: label }).first().click();

const monitor = (page: Page): Promise<Frame> => frameWith(page, 'main.monitor');

/** Resolves when the frame's status is one of these; a run that failed says why. */
async function status(frame: Frame, ...wanted: string[]): Promise<string> {
  const reached = await eventually(async () => {
    const text = (await frame.locator('.status').first().textContent()) ?? '';
    assert.ok([...wanted, 'Failed'].includes(text), `${text} is not ${wanted.join(' or ')}`);
    return text;
  }, TRAINING_LIMIT);
  const message = await frame.locator('.message').first().textContent();
  assert.ok(wanted.includes(reached), `${reached}: ${message ?? ''}`);
  return reached;
}

/** How many of the first chart's pixels a curve has coloured: its axes and grid are grey. */
function inkedPixels(frame: Frame): Promise<number> {
  return frame.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.chart canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b, alpha] = data.slice(i, i + 4) as unknown as [number, number, number, number];
      if (alpha > 0 && Math.max(r, g, b) - Math.min(r, g, b) > 40) inked++;
    }
    return inked;
  });
}

/** The numbers that stand beside the names in the monitor's head: Step, Epoch, … */
const fact = async (frame: Frame, name: string): Promise<number> => {
  const text = await frame.locator('.fact').filter({ hasText: name }).locator('dd').textContent();
  return Number(text!.split('/')[0]!.replace(/\D/g, ''));
};

describe('training from the palette', function () {
  this.timeout(TRAINING_LIMIT + 30_000);
  const bench = useWorkbench();
  let frame: Frame;
  before(() => {
    specify(bench, { training: { epochs: EPOCHS, batchSize: 64, seed: 1 } });
  });

  it('offers the recipes and the workspace’s specifications', async () => {
    const { page } = bench;
    // The monitor opens beside the code; alone, opening a file would hide it.
    await openFile(page, 'classifier.py');
    await command(page, 'Nabla: Train…');
    await pick(page, 'digits-cnn').waitFor();
    await pick(page, 'digits.nabla.json').waitFor();
    await screenshot(page, 'train-pick-dark');
    await pick(page, 'digits.nabla.json').click();
    frame = await monitor(page);
  });

  it('draws the loss while it trains', async () => {
    await status(frame, 'Training');
    await eventually(async () => {
      assert.ok((await inkedPixels(frame)) > 100);
    });
    const step = await fact(frame, 'Step');
    await eventually(async () => {
      assert.ok((await fact(frame, 'Step')) > step, 'steps go on');
    });
    await screenshot(bench.page, 'train-running-dark');
  });

  it('trains in a process of its own; the extension host has loaded no native code', () => {
    const { engines: training, hosts } = engines();
    assert.ok(
      training.some(({ pid }) => hasLoaded(pid, NATIVE)),
      'the engine trains with onnxruntime',
    );
    assert.ok(hosts.length > 0);
    for (const { pid } of hosts) assert.ok(!hasLoaded(pid, NATIVE), `${NATIVE} is in the extension host`);
  });

  it('leaves the extension host free to answer', async () => {
    const { page } = bench;
    const { hosts } = engines();
    const used = () => hosts.reduce((seconds, { pid }) => seconds + processorSeconds(pid), 0);
    const before = used();
    await page.waitForTimeout(WATCHED_MS);
    const share = (used() - before) / (WATCHED_MS / 1000);
    assert.ok(share < MOST_HOST_SHARE, `the host used ${(100 * share).toFixed(0)} % of a core`);
    const { x, y } = await pointAt(page, 'nn.Conv2d(1, 32', 'Conv2d');
    await page.mouse.move(x, y);
    await page.mouse.move(x + 1, y);
    await page.locator('.monaco-hover:visible img').first().waitFor();
    await restPointer(page);
  });

  it('waits when it is asked to, takes another learning rate, and goes on', async () => {
    const { page } = bench;
    await press(frame, 'Pause');
    await status(frame, 'Training', 'Paused');
    await eventually(async () => {
      assert.equal(await status(frame, 'Training', 'Paused'), 'Paused');
    });
    const paused = await fact(frame, 'Step');
    await press(frame, 'Learning Rate…');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.fill('nothing');
    await page.locator('.quick-input-message').filter({ hasText: 'A number above 0' }).waitFor();
    await input.fill('0.0005');
    await screenshot(page, 'train-learning-rate-dark');
    await accept(page);
    await command(page, 'Nabla: Resume Training…');
    await pick(page, 'paused').click();
    await eventually(async () => {
      assert.ok((await fact(frame, 'Step')) > paused, 'steps go on');
      const rate = await frame.locator('.fact').filter({ hasText: 'Learning rate' }).locator('dd').textContent();
      assert.ok(Number(rate) <= 0.0005, `${rate} is the new rate times what the schedule says`);
    });
  });

  it('stops with a checkpoint when asked to, and resumes from there to the end', async () => {
    await press(frame, 'Stop');
    assert.equal(await status(frame, 'Stopped', 'Finished'), 'Stopped', 'the run was over before it could be stopped');
    const stopped = await fact(frame, 'Step');
    await screenshot(bench.page, 'train-stopped-dark');
    await press(frame, 'Resume');
    await status(frame, 'Training', 'Finished');
    assert.ok((await fact(frame, 'Step')) >= stopped, 'it went on where it stopped');
    await status(frame, 'Finished');
    const table = await frame.locator('table').innerText();
    for (const part of ['Loss', 'Accuracy', 'Train', 'Validation', 'Test']) assert.ok(table.includes(part), table);
  });

  it('keeps the curves readable in both themes', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(bench, theme);
      await eventually(async () => {
        assert.ok((await inkedPixels(frame)) > 100);
      });
      await screenshot(bench.page, `train-finished-${theme}`);
    }
  });
});

describe('a training that leaves the finite numbers', function () {
  this.timeout(TRAINING_LIMIT + 30_000);
  const bench = useWorkbench();
  let frame: Frame;
  before(() => {
    specify(bench, { optimizer: { type: 'sgd', learningRate: 1e30 } });
  });

  it('waits, says where it began, and offers a lower rate', async () => {
    const { page } = bench;
    await command(page, 'Nabla: Train…');
    await pick(page, 'digits.nabla.json').click();
    frame = await monitor(page);
    await eventually(async () => {
      assert.equal(await status(frame, 'Starting', 'Training', 'Paused'), 'Paused');
    });
    const message = await frame.locator('.message').first().textContent();
    assert.match(message!, /^The loss is not finite at step 2, first in .*; lower the learning rate and resume/);
    await frame.locator('vscode-button:visible', { hasText: 'Resume at 5.00e29' }).waitFor();
    await screenshot(page, 'train-not-finite-dark');
  });

  it('waits again where the rate was not low enough', async () => {
    await press(frame, 'Resume at 5.00e29');
    await frame.locator('vscode-button:visible', { hasText: 'Resume at 2.50e29' }).waitFor();
  });

  it('is started anew with a fix, after a question that says which', async () => {
    const { page } = bench;
    await frame.locator('.symptoms vscode-button').first().click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'optimizer.learningRate = ' }).waitFor();
    await screenshot(page, 'train-fix-dark');
    await dialog.locator('.monaco-button', { hasText: 'Stop and Start' }).click();
    await eventually(async () => {
      const mended = await monitor(page);
      assert.equal(await mended.locator('vscode-button:visible', { hasText: 'Resume at 2.50e28' }).count(), 1);
    }, TRAINING_LIMIT);
  });
});

describe('training from the sidebar', function () {
  this.timeout(TRAINING_LIMIT);
  const bench = useWorkbench();

  it('starts a run with the values of the form', async () => {
    const { page } = bench;
    await command(page, 'Nabla: Focus on Train View');
    const form = await frameWith(page, 'main.train');
    await form.locator('vscode-text-field#epochs input').fill('2');
    await form.locator('vscode-button:not([disabled])', { hasText: 'Start Training' }).waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(bench, theme);
      await screenshot(page, `sidebar-form-${theme}`);
    }
    await form.locator('vscode-button', { hasText: 'Start Training' }).click();
    const frame = await monitor(page);
    await status(frame, 'Training', 'Finished');
    assert.match((await frame.locator('.fact').filter({ hasText: 'Epoch' }).innerText()).replace(/\s+/g, ' '), /\/ 2/);
    await screenshot(page, 'sidebar-running-light');
    await status(frame, 'Finished');
    await setTheme(bench, 'dark');
    await screenshot(page, 'sidebar-finished-dark');
  });

  it('lists the run in the sidebar', async () => {
    const row = bench.page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row').first();
    await row.waitFor();
    assert.match(await row.innerText(), /digits/i);
  });
});
