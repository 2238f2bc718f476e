import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './use-workbench';
import { eventually, openFile, savedText, screenshot, setTheme } from './workbench';

/** What each framework's snippets leave in a new file. */
const frameworks = [
  { file: 'fresh_pytorch.py', prefix: 'nabla-cnn-pytorch', imports: /import torch/ },
  { file: 'fresh_keras.py', prefix: 'nabla-cnn-keras', imports: /import keras|from keras/ },
  { file: 'fresh_tfjs.js', prefix: 'nabla-cnn-tfjs', imports: /@tensorflow\/tfjs/ },
];

describe('starting from a snippet', () => {
  const bench = useWorkbench();

  for (const { file, prefix, imports } of frameworks)
    it(`${prefix} fills ${file} with a network that the checker accepts`, async () => {
      const { page, folder } = bench;
      writeFileSync(join(folder, file), '');
      await openFile(page, file);
      const editor = page.locator('.editor-group-container.active .monaco-editor').first();
      await editor.click();
      await page.keyboard.type(prefix);
      const offered = page.locator('.suggest-widget:visible .monaco-list-row').filter({ hasText: prefix }).first();
      await eventually(async () => {
        if (!(await offered.isVisible())) await page.keyboard.press('Control+Space');
        await offered.waitFor({ timeout: 3000 });
      });
      await screenshot(page, `scaffold-${prefix}-offered`);
      await page.keyboard.press('Enter');
      await eventually(async () => {
        assert.ok((await editor.locator('.view-line').count()) > 5);
      });
      await page.keyboard.press('Escape');
      await savedText(bench, file, imports);
      assert.equal(await editor.locator('.squiggly-error, .squiggly-warning').count(), 0);
      for (const theme of ['dark', 'light'] as const) {
        await setTheme(bench, theme);
        await screenshot(page, `scaffold-${prefix}-${theme}`);
      }
    });
});
