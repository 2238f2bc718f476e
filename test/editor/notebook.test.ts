import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './use-workbench';
import { eventually, hoverOn, hovers, openFile, screenshot, setTheme } from './workbench';

const cell = (source: string) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });

/** A line as it reads: the editor puts marks of no width around hints, and spaces that do not break. */
const plain = (line: string) => line.replace(/[^!-~]+/g, ' ');

/** A notebook as people keep them: installs first, a model in one cell, its data in another, its use in a third. */
const NOTEBOOK = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: 'python' } },
  cells: [
    cell('%pip install torch\nimport torch\nfrom torch import nn'),
    { cell_type: 'markdown', metadata: {}, source: 'The model expects **flat** digits.' },
    cell(
      'model = nn.Sequential(\n    nn.Flatten(),\n    nn.Linear(784, 128),\n    nn.ReLU(),\n    nn.Linear(64, 10),\n)',
    ),
    cell('images = torch.randn(32, 1, 28, 28)\nlogits = model(images)'),
  ],
};

describe('shapes in a notebook', () => {
  const bench = useWorkbench();
  const editor = () => bench.page.locator('.notebookOverlay').first();
  const line = (text: string) => editor().locator('.view-line').filter({ hasText: text }).first();

  before(() => {
    writeFileSync(join(bench.folder, 'digits.ipynb'), JSON.stringify(NOTEBOOK));
  });

  it('go from cell to cell: hints in each, the mistake marked in the cell that holds it', async () => {
    const { page } = bench;
    await openFile(page, 'digits.ipynb');
    await eventually(async () => {
      assert.match(plain(await line('torch.randn').innerText()), /images: \(32, 1, 28, 28\)/);
    });
    assert.match(plain(await line('nn.Flatten()').innerText()), /\(32, 784\)/);
    await editor().locator('.squiggly-error').first().waitFor({ state: 'attached' });
    const marked = editor()
      .locator('.monaco-editor')
      .filter({ has: page.locator('.squiggly-error') });
    assert.deepEqual((await marked.locator('.view-line').allInnerTexts()).map(plain), [
      'images: (32, 1, 28, 28) = torch.randn(32, 1, 28, 28)',
      'logits: (32, 10) = model(images)',
    ]);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(bench, theme);
      await screenshot(page, `notebook-${theme}`);
    }
  });

  it('are told by the hover', async () => {
    const { page } = bench;
    const box = hovers(page).filter({ hasText: '(32, 784) → (32, 128)' });
    await hoverOn(page, 'nn.Linear(784', 'Linear', box);
    await screenshot(page, 'notebook-hover');
  });
});
