import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './use-workbench';
import { eventually, goTo, hoverOn, hovers, openFile, restPointer, savedText, screenshot, setTheme } from './workbench';

/** What the analysis of clean.py, 64 digits, is known to give: 32·9+32 + 64·32·9+64 + 3136·128+128 + 128·10+10. */
const PARAMETERS = '422 k parameters';

describe('shapes beside the code', () => {
  const bench = useWorkbench();

  const editor = () => bench.page.locator('.editor-group-container.active .monaco-editor').first();
  const line = (text: string): Locator => editor().locator('.view-line').filter({ hasText: text }).first();
  const rows = () => bench.page.locator('.pane').filter({ hasText: 'Models' }).locator('.monaco-list-row:visible');

  async function inBothThemes(name: string): Promise<void> {
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(bench, theme);
      await screenshot(bench.page, `${name}-${theme}`);
    }
  }

  /** The hover over `word` that says `expected`. */
  const hover = (text: string, word: string, expected: string): Promise<Locator> =>
    hoverOn(bench.page, text, word, hovers(bench.page).filter({ hasText: expected }));

  it('say above the model what it costs, and lead to its layers in the view Models', async () => {
    const { page } = bench;
    await openFile(page, 'clean.py');
    const lens = editor().locator('.codelens-decoration a').filter({ hasText: PARAMETERS }).first();
    const chosen = page.locator('.pane .monaco-list-row.selected').filter({ hasText: 'Sequential' });
    // A tree that VS Code fills at this moment forgets what was chosen in it.
    await eventually(async () => {
      await lens.click();
      await chosen.waitFor({ timeout: 3000 });
    });
    const told = (await rows().allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    assert.match(told[0]!, /^Sequential.*10 layers · 422 k parameters · .*\(64, 1, 28, 28\) → \(64, 10\)/);
    assert.ok(
      told.some((text) => /7: Linear 3136→128.*\(64, 128\) · 402 k/.test(text)),
      told.join('\n'),
    );
    await inBothThemes('shapes-models');
  });

  it('lead from a row of the view to the line that makes the layer', async () => {
    const { page } = bench;
    await rows().filter({ hasText: 'Linear 3136→128' }).first().click();
    await line('nn.Linear(3136, 128)').waitFor();
    await eventually(async () => {
      const status = await page.locator('.statusbar').innerText();
      assert.match(status, /Ln 14, Col 5/);
    });
    await page.keyboard.press('Control+B');
  });

  it('are told over a layer, over its numbers and over its call', async () => {
    const { page } = bench;
    await openFile(page, 'clean.py');
    const shapes = '(64, 3136) → (64, 128)';
    const box = await hover('nn.Linear(3136', '3136', shapes);
    assert.match(await box.innerText(), /in_features of torch\.nn\.Linear[^]*402 k parameters · 25\.7 M multiply-adds/);
    await inBothThemes('shapes-argument');
    assert.match(await (await hover('nn.Linear(3136', 'Linear', shapes)).innerText(), /y = x Wᵀ/);
    await screenshot(page, 'shapes-layer-dark');
    await hover('model(images)', 'model', '(64, 1, 28, 28) → (64, 10)');
    await restPointer(page);
  });

  it('become a comment by a double click, and obey the setting', async () => {
    const { folder } = bench;
    const hint = line('model(images)').locator('span').filter({ hasText: '(64, 10)' }).last();
    await hint.dblclick();
    await savedText(bench, 'clean.py', /logits = model\(images\) {2}# \(64, 10\)$/m);
    const path = join(folder, '.vscode', 'settings.json');
    const settings = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const set = (inlayHints: string) => {
      writeFileSync(path, JSON.stringify({ ...settings, 'nabla.inlayHints': inlayHints }, null, 2));
    };
    const images = line('torch.randn');
    const pooled = line('nn.Flatten()');
    set('layers');
    await eventually(async () => {
      assert.doesNotMatch(await images.innerText(), /:\s\(64/);
    });
    assert.match(await pooled.innerText(), /\(64,\s3136\)/);
    set('off');
    await eventually(async () => {
      assert.doesNotMatch(await pooled.innerText(), /3136/);
    });
    set('all');
    await eventually(async () => {
      assert.match(await images.innerText(), /:\s\(64/);
    });
  });

  it('point from a misfit to what fixed the other side', async () => {
    const { page } = bench;
    await openFile(page, 'classifier.py');
    await editor().locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await goTo(bench, 'classifier.py', 'x = self.activation');
    await page.keyboard.press('F8');
    const peek = page.locator('.marker-widget').first();
    await peek.filter({ hasText: 'needs in_features=1600' }).waitFor();
    await inBothThemes('shapes-misfit');
    await peek.locator('a').filter({ hasText: 'classifier.py' }).first().click();
    await eventually(async () => {
      assert.match(await page.locator('.statusbar').innerText(), /Ln 21, Col 33/, 'the number in nn.Linear(1600, 128)');
    });
    await page.keyboard.press('Escape');
  });

  it('fill in the number that a layer must have', async () => {
    const { page } = bench;
    await openFile(page, 'classifier.py');
    await goTo(bench, 'classifier.py', '(1600, 128)');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await page.keyboard.type('(');
    const offered = page.locator('.suggest-widget:visible .monaco-list-row').first();
    await eventually(async () => {
      if (!(await offered.isVisible())) await page.keyboard.press('Control+Space');
      await offered.filter({ hasText: '3136' }).waitFor({ timeout: 3000 });
    });
    await inBothThemes('shapes-completion');
    await page.keyboard.press('Enter');
    await page.keyboard.type(', 128');
    await savedText(bench, 'classifier.py', /self\.hidden = nn\.Linear\(3136, 128\)$/m);
  });
});
