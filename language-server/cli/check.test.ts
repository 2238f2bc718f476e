import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printed } from '../testing/printed';
import { command } from './check';
import { command as shapes } from './shapes';

/** Its exit code and what it prints, as JSON. */
async function rowsOf(run: () => Promise<number>): Promise<{ code: number; rows: Record<string, unknown>[] }> {
  const { code, out } = await printed(run);
  return { code, rows: JSON.parse(out) as Record<string, unknown>[] };
}

describe('nabla check and nabla shapes print JSON', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-json-'));
  const file = join(folder, 'model.py');
  writeFileSync(file, 'import torch\nfrom torch import nn\nx = torch.zeros(2, 8)\ny = nn.Linear(9, 3)(x)\n');
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('findings with their place, rule, message, fix and what they relate to; exit code 1', async () => {
    const { code, rows } = await rowsOf(() => command.run([file, '--format', 'json']));
    assert.equal(code, 1);
    const [{ message, file: named, related, ...place }] = rows as [Record<string, unknown>];
    assert.match(String(message), /nn\.Linear gets an input of shape \(2, 8\).*in_features=9/);
    assert.equal(join(process.cwd(), String(named)), file);
    assert.equal((related as unknown[]).length, 2);
    const edits = [{ line: 4, column: 15, endLine: 4, endColumn: 16, newText: '8' }];
    assert.deepEqual(place, {
      ...{ line: 4, column: 5, endLine: 4, endColumn: 23, rule: 'shape-mismatch', severity: 'error' },
      fix: { title: 'Set in_features to 8', safe: false, edits },
    });
  });

  it('findings of a file once, however often it is named', async () => {
    const { rows } = await rowsOf(() => command.run([folder, file, file, '--format', 'json']));
    assert.equal(rows.length, 1);
  });

  it('the shape of every assignment; exit code 0', async () => {
    const { code, rows } = await rowsOf(() => shapes.run([file, '--json']));
    assert.equal(code, 0);
    assert.deepEqual(
      rows.map(({ line, name, shape }) => [line, name, shape]),
      [
        [3, 'x', [2, 8]],
        [4, 'y', [2, 3]],
      ],
    );
  });
});

describe('nabla check and nabla shapes tell in one line what they could not do, exit code 2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-check-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [what, args, said] of [
    ['no path', [], /no path given/],
    ['a path that is not there', [join(folder, 'none')], /does not exist/],
    [
      'a rule that is not there',
      [folder, '--select', 'shape-mismach'],
      /no rule is called "shape-mismach"; there is: /,
    ],
    ['a rule to ignore that is not there', [folder, '--ignore', 'x'], /no rule is called "x"/],
    ['a format that is not there', [folder, '--format', 'xml'], /use one of text, json/],
    ['an option that is not there', [folder, '--bogus'], /Unknown option '--bogus'; usage: nabla check </],
  ] as const) {
    it(what, async () => {
      const { code, error } = await printed(() => command.run([...args]));
      assert.equal(code, 2);
      assert.match(error, /^nabla check: [^\n]+\n$/);
      assert.match(error, said);
    });
  }

  it('a file that was named but cannot be checked', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'no program');
    const { code, error } = await printed(() => command.run([file, '--format', 'github']));
    assert.equal(code, 2);
    assert.match(error, /^nabla check: [^\n]*left out[^\n]*\n$/);
  });

  it('a folder without programs is told; exit code 0, for nothing is wrong in it', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const { code, error } = await printed(() => command.run([empty, '--format', 'github']));
    assert.equal(code, 0);
    assert.match(error, /^nabla check: nothing to check: no Python, [^\n]* below \S+\n$/);
  });

  it('binary data under the name of a program', async () => {
    const file = join(folder, 'binary.py');
    writeFileSync(file, Buffer.from([0x80, 0, 1, 2]));
    const { code, error } = await printed(() => shapes.run([file]));
    assert.equal(code, 2);
    assert.match(error, /^nabla shapes: [^\n]*binary data[^\n]*\n$/);
  });
});
