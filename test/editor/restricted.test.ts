import assert from 'node:assert/strict';
import { useWorkbench } from './use-workbench';
import { eventually, frameWith, openFile, pointAt, restPointer, screenshot, setTheme } from './workbench';

describe('in a workspace that is not trusted', () => {
  const bench = useWorkbench('NABLA_EDITOR_RESTRICTED_ORIGIN');

  it('explains and checks code all the same', async () => {
    const { page } = bench;
    await openFile(page, 'classifier.py');
    await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await eventually(async () => {
      await restPointer(page);
      const { x, y } = await pointAt(page, 'nn.Linear(1600', 'Linear');
      await page.mouse.move(x, y);
      await page.locator('.monaco-hover:visible img').first().waitFor({ timeout: 3000 });
    });
    await restPointer(page);
  });

  it('offers no training, and says what it needs', async () => {
    const { page } = bench;
    await page.locator('.activitybar .action-item [aria-label^="Nabla"]').first().click();
    const form = await frameWith(page, 'main.train');
    await form.locator('vscode-button', { hasText: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await form.locator('vscode-button:visible', { hasText: 'Start Training' }).count(), 0);
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(bench, theme);
      await screenshot(page, `restricted-${theme}`);
    }
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget:visible input').first().fill('>Nabla: ');
    const commands = page.locator('.quick-input-widget:visible .monaco-list-row');
    await commands.filter({ hasText: 'Nabla: Show Log' }).waitFor();
    assert.equal(await commands.filter({ hasText: 'Nabla: Train…' }).count(), 0);
    await page.keyboard.press('Escape');
  });
});
