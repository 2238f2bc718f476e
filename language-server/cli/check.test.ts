import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './check';
import { command as shapes } from './shapes';

/** Runs a command and keeps its exit code and what it writes to the error stream. */
async function refused(run: () => Promise<number>): Promise<{ code: number; error: string }> {
  const write = process.stderr.write.bind(process.stderr);
  const lines: string[] = [];
  process.stderr.write = (chunk: string | Uint8Array) => lines.push(String(chunk)) > 0;
  try {
    return { code: await run(), error: lines.join('') };
  } finally {
    process.stderr.write = write;
  }
}

describe('nabla check and nabla shapes refuse in one line, exit code 2', () => {
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
      const { code, error } = await refused(() => command.run([...args]));
      assert.equal(code, 2);
      assert.match(error, /^nabla check: [^\n]+\n$/);
      assert.match(error, said);
    });
  }

  it('a file that was named but cannot be checked', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'no program');
    const { code, error } = await refused(() => command.run([file, '--format', 'github']));
    assert.equal(code, 2);
    assert.match(error, /^nabla check: [^\n]*left out[^\n]*\n$/);
  });

  it('binary data under the name of a program', async () => {
    const file = join(folder, 'binary.py');
    writeFileSync(file, Buffer.from([0x80, 0, 1, 2]));
    const { code, error } = await refused(() => shapes.run([file]));
    assert.equal(code, 2);
    assert.match(error, /^nabla shapes: [^\n]*binary data[^\n]*\n$/);
  });
});
