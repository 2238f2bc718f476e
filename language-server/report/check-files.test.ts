import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFiles } from './check-files';

const program = (width: number): string =>
  `import torch\nfrom torch import nn\ny = nn.Linear(${width}, 3)(torch.zeros(2, 8))\n`;

describe('files that two threads check', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'nabla-threads-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('are told in their order, each once, with what was left out', async () => {
    const files = Array.from({ length: 120 }, (_, i) => join(folder, i === 60 ? 'gone.py' : `${i}.py`));
    files.forEach((file, i) => {
      if (i !== 60) writeFileSync(file, program(i));
    });
    const checked = (await checkFiles(files)).map((each) => each.checked);
    assert.deepEqual(
      checked.map((each) => (typeof each === 'string' ? 'left out' : each.reports.map(({ rule }) => rule))),
      files.map((_, i) => (i === 60 ? 'left out' : i === 8 ? [] : ['shape-mismatch'])),
    );
    checked.forEach((each, i) => {
      if (typeof each !== 'string' && i !== 8)
        assert.match(each.reports[0]!.message, new RegExp(`in_features=${i}\\b`));
    });
  });
});
