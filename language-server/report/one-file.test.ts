import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printed } from '../testing/printed';
import { command as model } from '../cli/model';
import { command as shapes } from '../cli/shapes';

const NETWORK = `from torch import nn
class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(width, 3)
    def forward(self, x):
        return self.fc(x)
`;

const MAIN = 'import torch\nfrom net import Net\nnet = Net(4)\ny = net(torch.ones(2, 4))\n';

describe('commands about one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-one-file-'));
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  written('net.py', NETWORK);
  const main = written('main.py', MAIN);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('follow its imports', async () => {
    const table = await printed(() => model.run([main]));
    assert.match(table.out, /^1 layer · 15 parameters · 24 multiply-adds · \(2, 4\) → \(2, 3\)\n/);
    assert.deepEqual([table.code, table.error], [0, '']);
    assert.match((await printed(() => shapes.run([main]))).out, /main\.py:4: y \(2, 3\)\n$/);
  });

  it('say what is not known of it, and where it cannot be read', async () => {
    const half = written('half.py', 'import torch\nx = torch.ones(2, 3');
    for (const [command, absent] of [
      [model, 'no model was found'],
      [shapes, 'no shape is known'],
    ] as const) {
      const { code, error } = await printed(() => command.run([half]));
      const [unparsed, nothing] = error.split('\n');
      assert.match(
        unparsed!,
        new RegExp(`^nabla ${command.name}: .*half\\.py:2 cannot be read, and what stands there`),
      );
      assert.match(nothing!, new RegExp(`^nabla ${command.name}: ${absent} in .*half\\.py$`));
      assert.equal(code, 0);
    }
  });

  it('refuse other calls in one line', async () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    const bad: readonly (readonly [args: readonly string[], said: RegExp])[] = [
      [[], /one file is needed; usage: nabla (shapes|model) <file>/],
      [[main, main], /one file is needed/],
      [[main, '--nope'], /Unknown option '--nope'; usage/],
      [[join(folder, 'absent.py')], /absent\.py does not exist; name a file/],
      [[inner], /inner is left out: it is no Python/],
    ];
    for (const command of [model, shapes])
      for (const [args, said] of bad) {
        const { code, out, error } = await printed(() => command.run([...args]));
        assert.match(error, said);
        assert.deepEqual([code, out, error.split('\n').length], [2, '', 2]);
      }
  });
});
