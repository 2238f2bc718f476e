import assert from 'node:assert/strict';
import { useWorkbench } from './use-workbench';
import { command, eventually, goTo, openFile, savedText, screenshot, setTheme } from './workbench';

/** The Linear in classifier.py that does not fit. */
const PLANTED = 'nn.Linear(1600, 128)';

describe('checking shapes while typing', () => {
  const bench = useWorkbench();

  const editor = () => bench.page.locator('.editor-group-container.active .monaco-editor').first();
  const marks = () => editor().locator('.squiggly-error, .squiggly-warning');

  it('marks both planted mistakes in the editor and lists them in Problems', async () => {
    const { page } = bench;
    await openFile(page, 'classifier.py');
    await editor().locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await command(page, 'Problems: Focus on Problems View');
    const problems = page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: '3136' }).first().waitFor();
    await problems
      .filter({ hasText: /softmax/i })
      .first()
      .waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(bench, theme);
      await screenshot(page, `check-problems-${theme}`);
    }
    await command(page, 'View: Hide Panel');
  });

  it('puts the right number in by the quick fix, and the mark goes away', async () => {
    const { page } = bench;
    await openFile(page, 'classifier.py');
    await goTo(bench, 'classifier.py', 'self.hidden(x)');
    const fixes = page.locator('.action-widget:visible .monaco-list-row');
    await eventually(async () => {
      await page.keyboard.press('Control+.');
      await fixes.filter({ hasText: '3136' }).first().waitFor({ timeout: 3000 });
    });
    await screenshot(page, 'check-fix-light');
    await fixes.filter({ hasText: '3136' }).first().click();
    await editor().locator('.squiggly-error').waitFor({ state: 'detached' });
    const text = await savedText(bench, 'classifier.py', /nn\.Linear\(3136, 128\)/);
    assert.ok(!text.includes(PLANTED));
    assert.equal(await marks().count(), 1, 'the softmax stays marked');
  });

  it('shows the shape that each line of clean.py makes, and marks nothing', async () => {
    const { page } = bench;
    await openFile(page, 'clean.py');
    const line = editor().locator('.view-line').filter({ hasText: 'model(images)' });
    await eventually(async () => {
      assert.match(await line.innerText(), /64,\s10\b/);
    });
    const pooled = editor().locator('.view-line').filter({ hasText: 'MaxPool2d' });
    assert.match(await pooled.nth(1).innerText(), /64,\s64,\s7,\s7\b/, 'each layer of the container has its shape');
    assert.equal(await marks().count(), 0);
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(bench, theme);
      await screenshot(page, `check-hints-${theme}`);
    }
  });
});
