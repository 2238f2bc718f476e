import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nabla } from '../command-line/nabla';
import { record, requireOracle, score } from './pytorch';

/** A training script and the package that it imports, in every way that Python has. */
const FILES: Record<string, string> = {
  'train.py': `import torch
from nets import Classifier, blocks
from settings import *

model = Classifier(CLASSES)
images = torch.randn(BATCH, 3, 32, 32)
logits = model(images)
small = blocks.Block(3, 4)(images[:2])
`,
  'settings.py': 'BATCH = 6\nCLASSES = 7\n',
  'nets/__init__.py': 'from .classifier import Classifier\n',
  'nets/blocks.py': `from torch import nn


class Block(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, 3, stride=2, padding=1)

    def forward(self, x):
        y = self.conv(x)
        return y.relu()
`,
  'nets/classifier.py': `from torch import nn
from . import blocks
from .blocks import Block as Plain


class Classifier(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.body = nn.Sequential(Plain(3, 8), blocks.Block(8, 16))
        self.head = nn.Linear(16 * 8 * 8, classes)

    def forward(self, x):
        x = self.body(x)
        flat = x.flatten(1)
        return self.head(flat)
`,
};

interface Row {
  file: string;
  line: number;
  name: string;
  shape: (number | string)[] | null;
}

describe('nabla shapes --imports against what PyTorch does in a program of several files', function () {
  this.timeout(120_000);
  let folder: string;
  before(function () {
    folder = mkdtempSync(join(tmpdir(), 'nabla-imports-'));
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    requireOracle(this);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('claims nothing wrong, and knows every shape in every file', async () => {
    const { code, stdout } = await nabla(['shapes', 'train.py', '--imports', '--json'], { cwd: folder });
    assert.equal(code, 0);
    const rows = JSON.parse(stdout) as Row[];
    const program = join(folder, 'train.py');
    const truth = record([{ program, root: folder }]).get(program)!;
    assert.equal(truth.error, null);
    assert.deepEqual(new Set(truth.rows.map(({ file }) => file)), new Set(['train.py', 'nets/blocks.py', 'nets/classifier.py'])); // prettier-ignore
    // The oracle holds claims against rows by the file's last name; here they must be of that very file.
    const claimed = new Set(rows.filter(({ shape }) => shape).map(({ file, line, name }) => `${file} ${line} ${name}`));
    for (const { file, line, name } of truth.rows) assert.ok(claimed.has(`${file} ${line} ${name}`), `${file}:${line} ${name}`); // prettier-ignore
    const written = { program, truth: join(folder, 'truth.json'), claims: join(folder, 'claims.json') };
    writeFileSync(written.truth, JSON.stringify(truth));
    writeFileSync(written.claims, stdout);
    const { status, output } = score([written]).get(program)!;
    assert.equal(status, 0, output);
  });

  it('tells of the program alone without it', async () => {
    const { stdout } = await nabla(['shapes', 'train.py', '--json'], { cwd: folder });
    assert.deepEqual([...new Set((JSON.parse(stdout) as Row[]).map(({ file }) => file))], ['train.py']);
  });
});
