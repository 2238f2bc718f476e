import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { printed, type Printed } from '../testing/printed';
import { command } from './hover';

const PROGRAM = 'from torch import nn\n\nlayer = nn.Linear(3, 4)\n';

const hover = (...args: string[]): Promise<Printed> => printed(() => command.run(args));

describe('nabla hover', () => {
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-hover-'));
    file = join(folder, 'program.py');
    writeFileSync(file, PROGRAM);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints the hover as Markdown, lines and columns from 1', async () => {
    for (const column of [12, 15, 18]) {
      const { code, out } = await hover(file, `3:${column}`);
      assert.equal(code, 0);
      assert.match(out, /^\*\*Linear .*\*\* · `torch\.nn\.Linear`\n\n```text\ny = x Wᵀ \+ b/);
      assert.doesNotMatch(out, /data:image/);
    }
  });

  it('has nothing to say elsewhere', async () => {
    const { code, out, error } = await hover(file, '2:1');
    assert.deepEqual([code, out], [1, '']);
    assert.match(error, /nothing to say/);
  });

  it('refuses a bad call in one line, exit code 2', async () => {
    const calls = [
      [],
      [file],
      [file, '3:9', 'x'],
      [file, '3:9', '--colour'],
      [file, '3'],
      [file, '0:1'],
      [file, '4:9'],
    ];
    for (const call of [...calls, [file, '1:99'], [join(folder, 'none.py'), '1:1'], [join(folder, 'a.rs'), '1:1']]) {
      const { code, out, error } = await hover(...call);
      assert.deepEqual([code, out], [2, ''], call.join(' '));
      assert.match(error, /^nabla hover: [^\n]+\n$/);
    }
  });
});
