import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { printed } from '../testing/printed';
import { command as check } from './check';
import { command as shapes } from './shapes';

const code = (source: string | string[]): object => ({
  cell_type: 'code',
  source,
  metadata: {},
  outputs: [],
  execution_count: null,
});

/** The misfit is in the fourth of all cells, on its second line; the eighth line of the code cells as one. */
const CELLS = [
  code(['%matplotlib inline\n', 'import torch\n', 'from torch import nn']),
  { cell_type: 'markdown', source: '# A layer that does not fit', metadata: {} },
  code('%%bash\nls | x = torch.zeros(\n'),
  code('x = torch.zeros(2, 8)\ny = nn.Linear(9, 3)(x)'),
];

describe('a notebook on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-notebook-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  let count = 0;
  function written(content: unknown): string {
    const path = join(folder, `notebook-${++count}.ipynb`);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }
  const notebook = written({ cells: CELLS, metadata: { language_info: { name: 'python' } }, nbformat: 4 });
  const shown = relative(process.cwd(), notebook);

  it('is left out with a note where its cells are too long together', async () => {
    const long = written({ cells: Array.from({ length: 3 }, () => code('x = 1\n'.repeat(120_000))), metadata: {} });
    const { code: exit, error } = await printed(() => check.run([long]));
    assert.match(
      error,
      /^nabla check: \S+\.ipynb is left out: its 2,160,003 characters are more than .*; split it, or .*\n$/,
    );
    assert.equal(exit, 2);
  });

  it('may have what only IPython reads', async () => {
    const cells = [
      code('import torch\nfiles = !ls *.png\nfirst, n = !w\nt = %timeit -o f()\ntorch.zeros?\nfiles??\n?files\n'),
      code('x = torch.zeros(len(files), 3)\ny = x if files else t\nz = x @ x\n'),
    ];
    const { out, error } = await printed(() => check.run([written({ cells, metadata: {} })]));
    assert.equal(error, '');
    assert.equal(out, 'No findings.\n');
  });

  it('tells the cell and the line that cannot be read', async () => {
    const {
      code: exit,
      out,
      error,
    } = await printed(() =>
      check.run([written({ cells: [code('x = 1\n'), code('y = 2\nprint(x))\n')], metadata: {} })]),
    );
    assert.match(error, /^nabla check: \S+\.ipynb:cell 2:2 cannot be read, and what stands there is not checked\n$/);
    assert.equal(out, 'No findings; 1 file read in part.\n');
    assert.equal(exit, 0);
  });

  it('is checked as one program, places told by cell and line', async () => {
    const { code: exit, out } = await printed(() => check.run([notebook]));
    assert.equal(exit, 1);
    const [finding, , made] = out.split('\n');
    assert.ok(finding!.startsWith(`${shown}:cell 4:2:5: error: nn.Linear gets an input of shape (2, 8)`), out);
    assert.ok(made!.startsWith(`    ${shown}:cell 4:1:5: the input of shape (2, 8)`), out);
  });

  it('tells in JSON the line of the code cells as one text, and the cell', async () => {
    const { out } = await printed(() => check.run([notebook, '--format', 'json']));
    const [{ line, endLine, column, cell }] = JSON.parse(out) as [Record<string, unknown>];
    assert.deepEqual([line, endLine, column, cell], [8, 8, 5, { number: 4, line: 2 }]);
  });

  it('has no lines of its file in SARIF and GitHub’s annotations; the message tells the cell', async () => {
    const github = await printed(() => check.run([notebook, '--format', 'github']));
    assert.match(github.out, /^::error file=[^,]+\.ipynb,title=shape-mismatch::Cell 4, line 2: nn\.Linear gets/);
    const sarif = await printed(() => check.run([notebook, '--format', 'sarif']));
    const [{ results }] = (JSON.parse(sarif.out) as { runs: [{ results: Record<string, unknown>[] }] }).runs;
    assert.match(JSON.stringify(results[0]!.message), /Cell 4, line 2: nn\.Linear gets/);
    assert.doesNotMatch(sarif.out, /"region"/);
  });

  it('is found below a folder', async () => {
    const { out } = await printed(() => check.run([folder, '--format', 'json']));
    assert.deepEqual((JSON.parse(out) as { file: string }[]).map(({ file }) => file), [shown]); // prettier-ignore
  });

  it('has the shapes of its assignments', async () => {
    const { out } = await printed(() => shapes.run([notebook]));
    assert.equal(out, `${shown}:cell 4:1: x (2, 8)\n${shown}:cell 4:2: y (2, 3)\n`);
    const rows = JSON.parse((await printed(() => shapes.run([notebook, '--json']))).out) as object[];
    assert.deepEqual(rows[1], { file: shown, line: 8, cell: { number: 4, line: 2 }, name: 'y', shape: [2, 3] });
  });

  const BAD: readonly (readonly [what: string, content: unknown, said: RegExp])[] = [
    ['bad JSON', '{"cells": [', /no notebook of nbformat 4/],
    ['an older format', { worksheets: [], nbformat: 3 }, /no notebook of nbformat 4/],
    ['cells that are none', { cells: [{ cell_type: 'code', source: 3 }] }, /no notebook of nbformat 4/],
    ['another language', { cells: [], metadata: { language_info: { name: 'R\n' } } }, /cells are in "R\\n"/],
    ['deep nesting', `{"cells": ${'['.repeat(100_000)}`, /no notebook of nbformat 4/],
  ];
  for (const [what, content, said] of BAD) {
    it(`is refused in one line: ${what}`, async () => {
      const path = written(content);
      for (const each of [check, shapes]) {
        const { code: exit, error } = await printed(() => each.run([path]));
        assert.equal(exit, 2);
        assert.match(error, /^nabla \w+: [^\n]+\n$/);
        assert.match(error, said);
      }
      rmSync(path);
    });
  }
});
